package dev.belay.core.config;

import dev.belay.core.yaml.YamlNode;

/** What kind of value a key has. */
enum KeyType {
    TEXT,
    TEXTS,
    MAP,
    FLAG,
    POSITIVE,
    NOT_NEGATIVE,
    DURATION,
    LADDER,
    CONVENTION,
    OUT_OF_ORDER,
    HOOK;

    /** Throws when the value is not of this kind. */
    void check(Value value) {
        switch (this) {
            case TEXT -> value.text();
            case TEXTS -> value.texts();
            case MAP -> value.map();
            case FLAG -> value.flag();
            case POSITIVE -> value.numberOfAtLeast(1);
            case NOT_NEGATIVE -> value.numberOfAtLeast(0);
            case DURATION -> value.duration();
            case LADDER -> ladder(value);
            case CONVENTION -> value.oneOf(Keys.CONVENTIONS);
            case OUT_OF_ORDER -> value.oneOf(Keys.OUT_OF_ORDER);
            case HOOK -> hook(value);
        }
    }

    private static void ladder(Value value) {
        if (value.durations().isEmpty()) {
            throw value.wrong("is empty", "name at least one duration: [500ms, 1s, 2s, 5s]");
        }
    }

    private static void hook(Value value) {
        for (YamlNode entry : value.items()) {
            value.item(entry).texts();
        }
    }
}
