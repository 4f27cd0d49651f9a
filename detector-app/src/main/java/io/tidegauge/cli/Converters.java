package io.tidegauge.cli;

import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.TimeText;
import io.tidegauge.config.DurationText;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How option values are read, with messages that say what is wrong. */
final class Converters {

    private Converters() {}

    /** Teaches the command line, and all the subcommands it has by now, our types. */
    static void register(CommandLine line) {
        line.registerConverter(Instant.class, explained(text -> Instant.ofEpochMilli(TimeText.parse(text))));
        line.registerConverter(RowRange.class, explained(RowRange::parse));
        line.registerConverter(Duration.class, explained(DurationText::parse));
        line.registerConverter(Rate.class, explained(Rate::parse));
    }

    private static <T> ITypeConverter<T> explained(ITypeConverter<T> converter) {
        return text -> {
            try {
                return converter.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
