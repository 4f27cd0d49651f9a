package io.tidegauge.baseline;

import io.tidegauge.event.FeatureValue;
import java.util.Locale;
import java.util.OptionalDouble;

/** Learns one CSV column's type from its values, then reads them as that type. Mutable while it learns. */
final class ColumnScan {

    /** What is declared of the column, if anything. */
    private enum Declared {
        NOTHING,
        NUMERIC,
        CATEGORICAL,
        VERBATIM
    }

    private final Declared declared;
    private boolean onlyNumbers = true;
    private boolean onlyBooleans = true;
    private boolean zeroPadded;
    private boolean anyValue;

    ColumnScan(String column, ColumnTypes types) {
        if (types.verbatim().contains(column)) {
            declared = Declared.VERBATIM;
        } else if (types.numeric().contains(column)) {
            declared = Declared.NUMERIC;
        } else {
            declared = types.categorical().contains(column) ? Declared.CATEGORICAL : Declared.NOTHING;
        }
    }

    /**
     * Takes in a field.
     *
     * @throws IllegalArgumentException when the column is declared numeric and this is no number
     */
    void add(String field) {
        if (field.isBlank()) {
            return;
        }
        anyValue = true;
        boolean number = (onlyNumbers || declared == Declared.NUMERIC)
                && NumberText.parse(field).isPresent();
        if (!number && declared == Declared.NUMERIC) {
            throw new IllegalArgumentException("'" + field + "' is not a number");
        }
        onlyNumbers &= number;
        onlyBooleans &= isBoolean(field);
        zeroPadded |= NumberText.isZeroPadded(field);
    }

    /** The field as a value of the column's type; an empty field is missing. */
    FeatureValue value(String field) {
        if (field.isBlank()) {
            return FeatureValue.MISSING;
        }
        if (declared == Declared.VERBATIM || !anyValue) {
            return new FeatureValue.Text(field);
        }
        if (onlyBooleans && declared != Declared.NUMERIC) {
            return new FeatureValue.Bool(field.strip().equalsIgnoreCase("true"));
        }
        if (onlyNumbers) {
            OptionalDouble number = NumberText.parse(field);
            return declared == Declared.CATEGORICAL ? label(field, number.getAsDouble()) : numeric(number);
        }
        return new FeatureValue.Text(field);
    }

    /** A label that looks like a number is that number's label, unless the column holds codes such as 007. */
    private FeatureValue label(String field, double number) {
        return new FeatureValue.Text(zeroPadded ? field.strip() : NumberText.label(number));
    }

    private static FeatureValue numeric(OptionalDouble number) {
        return new FeatureValue.Numeric(number.getAsDouble());
    }

    private static boolean isBoolean(String field) {
        String text = field.strip().toLowerCase(Locale.ROOT);
        return text.equals("true") || text.equals("false");
    }
}
