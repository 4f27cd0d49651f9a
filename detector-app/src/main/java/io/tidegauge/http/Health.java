package io.tidegauge.http;

/**
 * An answer to a health question.
 *
 * @param well whether the answer is yes
 * @param reason why, in a few words
 */
public record Health(boolean well, String reason) {

    public static Health well(String reason) {
        return new Health(true, reason);
    }

    public static Health ill(String reason) {
        return new Health(false, reason);
    }
}
