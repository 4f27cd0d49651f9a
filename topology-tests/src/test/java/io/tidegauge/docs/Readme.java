package io.tidegauge.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The README of this checkout and its fenced blocks. */
final class Readme {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final String text;

    private Readme(String text) {
        this.text = text;
    }

    static Readme read() throws IOException {
        return new Readme(Files.readString(root().resolve("README.md")));
    }

    /** The checkout: the nearest directory above with a README. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("README.md"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** The contents of the blocks of a language, in their order. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The lines of shell blocks, in their order. */
    List<String> commands() {
        return blocks("bash").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Where the README's links to files of this checkout go. */
    List<String> localLinks() {
        return Pattern.compile("\\]\\(([^)#:]+)\\)")
                .matcher(text)
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }
}
