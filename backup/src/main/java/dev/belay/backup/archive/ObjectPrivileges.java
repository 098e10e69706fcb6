package dev.belay.backup.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The GRANT and REVOKE commands of a group of large objects. They name the first object of the group and mean each, so
 * that the OID is to be replaced.
 */
final class ObjectPrivileges {
    /** Quoted role names are passed over; what else can stand in these commands is simple. */
    private static final Pattern PART = Pattern.compile("\"[^\"]*\"|LARGE OBJECT (\\d+)|;\\s*");

    private ObjectPrivileges() {}

    static List<Command> of(String sql) {
        List<Command> commands = new ArrayList<>();
        Matcher part = PART.matcher(sql);
        int start = 0;
        int before = -1;
        int after = -1;
        while (part.find()) {
            if (part.group(1) != null) {
                before = part.start(1);
                after = part.end(1);
            } else if (part.group().startsWith(";") && before >= 0) {
                commands.add(new Command(sql.substring(start, before), sql.substring(after, part.start())));
                start = part.end();
                before = -1;
            }
        }
        return commands;
    }

    /** All of them, for one object. */
    static String forObject(String sql, String oid) {
        StringBuilder text = new StringBuilder();
        of(sql).forEach(command -> text.append(command.forObject(oid)));
        return text.toString();
    }

    /** A command without the OID in it. */
    record Command(String before, String after) {
        String forObject(String oid) {
            return before + oid + after + ";\n";
        }
    }
}
