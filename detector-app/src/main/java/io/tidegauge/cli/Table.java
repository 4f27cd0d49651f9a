package io.tidegauge.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns for people: as wide as the widest cell so far, two blanks apart, the last as long as it likes. */
final class Table {

    private final List<String> header;
    private final int[] widths;
    private final List<List<String>> rows = new ArrayList<>();
    private boolean headed;

    Table(String... header) {
        this.header = List.of(header);
        widths = new int[header.length];
        widen(this.header);
    }

    void add(String... cells) {
        List<String> row = List.of(cells);
        widen(row);
        rows.add(row);
    }

    /** Prints the rows added since the last time, under the header the first time. */
    void print(PrintWriter out) {
        if (!headed) {
            line(out, header);
            headed = true;
        }
        rows.forEach(row -> line(out, row));
        rows.clear();
        out.flush();
    }

    private void widen(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private void line(PrintWriter out, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(cell);
            if (i < cells.size() - 1) {
                line.append(" ".repeat(widths[i] - cell.length() + 2));
            }
        }
        out.println(line.toString().stripTrailing());
    }
}
