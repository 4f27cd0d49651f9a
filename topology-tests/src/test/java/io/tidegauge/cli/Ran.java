package io.tidegauge.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command printed and returned. */
record Ran(int code, String out, String err) {

    static Ran tidegauge(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), args);
        return new Ran(code, out.toString(), err.toString());
    }
}
