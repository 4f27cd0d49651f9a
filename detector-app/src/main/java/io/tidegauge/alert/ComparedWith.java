package io.tidegauge.alert;

/** What sentences call that which a window was compared with. */
public sealed interface ComparedWith {

    /** A baseline that was published. */
    ComparedWith BASELINE = new Published();

    /** The model's own window of exactly seven days before. */
    ComparedWith SAME_HOUR_LAST_WEEK = new Earlier("the same hour last week", "the same hour last week does", "has");

    /**
     * The model's own last windows.
     *
     * @param windows how many, at least 1
     */
    static ComparedWith lastWindows(int windows) {
        if (windows < 1) {
            throw new IllegalArgumentException("nothing is compared with " + windows + " windows");
        }
        // A feature that some of the windows named, but fewer than half, is not in the reference.
        return windows == 1
                ? new Earlier("its last window", "its last window does", "has")
                : new Earlier(
                        "its last " + Figures.count(windows) + " windows",
                        "most of its last " + Figures.count(windows) + " windows do",
                        "have");
    }

    /** It by itself: {@code the baseline}, {@code its last 24 windows}. */
    String name();

    /** Something of it: {@code the baseline's values}, {@code the values of its last 24 windows}. */
    String own(String what);

    /** One end of its range, or both: {@code the baseline's minimum of 20}, {@code 20, the minimum of its last 24 windows}. */
    String bound(String what, String bound);

    /** That it has what was spoken of: {@code the baseline now in force has}. */
    String nowHas();

    /** That it has: {@code the baseline has}. */
    String has();

    /** That it lacks what was spoken of: {@code the baseline does not have}. */
    String lacks();

    /** That windows, which are called so, vary less than this; said after its name. */
    String variesLess(String spans);

    /** That windows vary less than this; said of an effect. */
    String moreThanVaries(String spans);

    /** That nobody knows how much windows vary. */
    String varietyUnknown(String spans);

    /** That too few days are known for chance to be known well. */
    String provisional();

    /** The model's published baseline. */
    record Published() implements ComparedWith {

        @Override
        public String name() {
            return "the baseline";
        }

        @Override
        public String own(String what) {
            return "the baseline's " + what;
        }

        @Override
        public String bound(String what, String bound) {
            return what.equals("range") ? "the baseline's " + bound : "the baseline's " + what + " of " + bound;
        }

        @Override
        public String nowHas() {
            return "the baseline now in force has";
        }

        @Override
        public String has() {
            return "the baseline has";
        }

        @Override
        public String lacks() {
            return "the baseline does not have";
        }

        @Override
        public String variesLess(String spans) {
            return ", whose own " + spans + " vary less";
        }

        @Override
        public String moreThanVaries(String spans) {
            return ", more than the baseline's own " + spans + " vary";
        }

        @Override
        public String varietyUnknown(String spans) {
            return "how much the baseline's own " + spans + " vary is not known";
        }

        @Override
        public String provisional() {
            return "the baseline is short";
        }
    }

    /**
     * The model's own earlier windows. How much such windows differ by chance need not be known from these themselves.
     *
     * @param name what they are called
     * @param denying the beginning of what they do not do
     * @param having what they do with what they have
     */
    record Earlier(String name, String denying, String having) implements ComparedWith {

        @Override
        public String own(String what) {
            return "the " + what + " of " + name;
        }

        @Override
        public String bound(String what, String bound) {
            return bound + ", the " + what + " of " + name;
        }

        @Override
        public String nowHas() {
            return has();
        }

        @Override
        public String has() {
            return name + " " + having;
        }

        @Override
        public String lacks() {
            return denying + " not have";
        }

        @Override
        public String variesLess(String spans) {
            return "; " + spans + " differ less by chance";
        }

        @Override
        public String moreThanVaries(String spans) {
            return ", more than " + spans + " differ by chance";
        }

        @Override
        public String varietyUnknown(String spans) {
            return "how much " + spans + " differ by chance is not known";
        }

        @Override
        public String provisional() {
            return "what chance does is known of a few days only";
        }
    }
}
