package io.tidegauge.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns for people: as wide as the widest cell so far, two blanks apart, the last as long as it likes. */
final class Table {

    private static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private final List<String> header;
    private final int[] widths;
    private final List<Row> rows = new ArrayList<>();
    private boolean headed;

    Table(String... header) {
        this.header = List.of(header);
        widths = new int[header.length];
        widen(this.header);
    }

    /** @param below lines below the row */
    private record Row(List<String> cells, List<String> below) {}

    void add(String... cells) {
        add(List.of(), cells);
    }

    /** Adds a row with lines below it: set in by two blanks, and wrapped where they are longer than {@value #WIDTH}. */
    void add(List<String> below, String... cells) {
        Row row = new Row(List.of(cells), below);
        widen(row.cells());
        rows.add(row);
    }

    /** Prints the rows added since the last time, under the header the first time. */
    void print(PrintWriter out) {
        if (!headed) {
            line(out, header);
            headed = true;
        }
        for (Row row : rows) {
            line(out, row.cells());
            row.below().forEach(text -> wrapped(out, text));
        }
        rows.clear();
        out.flush();
    }

    /** Prints words, as many to a line as it holds; a word that is longer than a line stays whole. */
    private static void wrapped(PrintWriter out, String text) {
        StringBuilder line = new StringBuilder(INDENT);
        String gap = "";
        for (String word : text.split(" ")) {
            if (!gap.isEmpty() && line.length() + gap.length() + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(INDENT + INDENT);
                gap = "";
            }
            line.append(gap).append(word);
            gap = " ";
        }
        out.println(line);
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
