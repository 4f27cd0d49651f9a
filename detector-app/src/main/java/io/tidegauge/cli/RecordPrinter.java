package io.tidegauge.cli;

import java.io.PrintWriter;
import java.util.Collection;

/** Prints records as they come, in the format asked for. */
final class RecordPrinter<V> {

    private final RecordView<V> view;
    private final Format format;
    private final PrintWriter out;
    private final Table table;

    RecordPrinter(RecordView<V> view, Format format, PrintWriter out) {
        this.view = view;
        this.format = format;
        this.out = out;
        table = new Table(view.header());
    }

    /** Prints the records; the table's header before the first. */
    void print(Collection<V> values) {
        if (format == Format.JSON) {
            values.forEach(value -> out.println(view.json(value).line()));
            out.flush();
        } else {
            values.forEach(value -> table.add(view.below(value), view.row(value)));
            table.print(out);
        }
    }

    /** Whether whoever read this has gone. */
    boolean closed() {
        return out.checkError();
    }
}
