package dev.belay.tui.report;

import dev.belay.core.migration.Version;

/** What people call a migration. */
public final class Labels {
    private Labels() {}

    /** Version and title; of a title that says no more than the version, only that. */
    public static String of(Version version, String title) {
        return repeats(version, title) ? version.text() : version.text() + " " + title;
    }

    /** Whether a title says nothing that the version does not: many conventions make one from the other. */
    static boolean repeats(Version version, String title) {
        return title.isBlank() || bare(version.text()).endsWith(bare(title));
    }

    private static String bare(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                bare.append(Character.toLowerCase(text.charAt(i)));
            }
        }
        return bare.toString();
    }
}
