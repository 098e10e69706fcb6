package dev.belay.core.convention;

import dev.belay.core.migration.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Properties;
import org.apache.ibatis.migration.Change;
import org.apache.ibatis.migration.FileMigrationLoader;
import org.apache.ibatis.migration.MigrationException;

/** The id that begins the name of a MyBatis script: a whole number that its table can hold. */
final class MyBatisId {
    private static final int DIGITS = 20;
    /** So many digits are certainly a number that the table can hold. */
    private static final int QUICK = 19;

    private static final String ENDING = ".sql";
    private static final Names NAMES = new Names();

    /** By number: 9 comes before 10, whatever zeros they are written with. */
    static final Comparator<String> TEXT_ORDER = MyBatisId::compare;

    static final Comparator<Version> ORDER = (one, other) -> compare(one.text(), other.text());

    private MyBatisId() {}

    /** What a file name says. */
    record Name(Version version, String title) {}

    static Name parse(String file) {
        int digits = digitsAt(file);
        return digits > 0 && digits < QUICK && file.startsWith("_", digits) && file.endsWith(ENDING)
                ? quick(file, digits)
                : thorough(file);
    }

    /** What the library makes of nearly all names, without its arithmetic: projects have thousands of them. */
    private static Name quick(String file, int digits) {
        int start = 0;
        while (start < digits - 1 && file.charAt(start) == '0') {
            start++;
        }
        String title = file.substring(digits + 1, file.length() - ENDING.length());
        return new Name(
                new Version(file.substring(start, digits)),
                title.replace('_', ' ').strip());
    }

    private static int digitsAt(String file) {
        int end = 0;
        while (end < file.length() && isDigit(file.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** As the library reads it. */
    static Name thorough(String file) {
        Change change = NAMES.change(file);
        BigDecimal id = change.getId();
        if (id.scale() != 0) {
            // The table rounds it, and then two ids are one.
            throw Refusal.of(
                    "the id of \"" + file + "\" is not a whole number", "rename it: CHANGELOG holds whole numbers");
        }
        if (id.signum() < 0 || id.precision() > DIGITS) {
            throw Refusal.of(
                    "the id of \"" + file + "\" does not fit into CHANGELOG",
                    "use a positive number of at most " + DIGITS + " digits");
        }
        return new Name(new Version(id.toPlainString()), change.getDescription().strip());
    }

    /** The digits as the file name has them. */
    static String digits(String file) {
        parse(file);
        int end = 0;
        while (end < file.length() && Character.isDigit(file.charAt(end))) {
            end++;
        }
        return file.substring(0, end);
    }

    /** The next id, with as many digits. */
    static String after(String digits) {
        String next = new BigInteger(digits).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, digits.length() - next.length())) + next;
    }

    /** The text of a version for what a user or a table says, with no leading zeros and no empty fraction. */
    static String canonical(String text) {
        if (!text.isEmpty() && text.charAt(0) != '0' && whole(text)) {
            return text;
        }
        if (!text.matches("\\d+(?:\\.\\d+)?")) {
            return text;
        }
        BigDecimal id = new BigDecimal(text);
        return id.signum() == 0 ? "0" : id.stripTrailingZeros().toPlainString();
    }

    private static int compare(String one, String other) {
        if (whole(one) && whole(other)) {
            int byLength = Integer.compare(one.length(), other.length());
            return byLength != 0 ? byLength : one.compareTo(other);
        }
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other));
        } catch (NumberFormatException e) {
            return one.compareTo(other);
        }
    }

    private static boolean whole(String text) {
        // Each comparison of thousands asks: a stream would take most of its time.
        return digitsAt(text) == text.length();
    }

    /** The library's own reading of a file name. */
    private static final class Names extends FileMigrationLoader {
        @SuppressWarnings("NullAway") // only the names are asked for: it never looks into a folder
        Names() {
            super(null, null, new Properties());
        }

        Change change(String file) {
            try {
                return parseChangeFromFilename(file);
            } catch (MigrationException e) {
                throw Refusal.name(file, "<number>_<title>.sql, nor bootstrap.sql or onabort.sql");
            }
        }
    }
}
