package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the server makes of privileges when somebody else becomes the owner: what the one held and granted, the other does. */
final class NewOwner {
    /** A role as access control items spell it without quotes. */
    private static final Pattern PLAIN = Pattern.compile("\\w*");

    private NewOwner() {}

    static Privileges of(Privileges privileges, Optional<String> old, Optional<String> owner) {
        if (old.equals(owner) || old.isEmpty() || owner.isEmpty()) {
            return privileges;
        }
        return new Privileges(
                moved(privileges.standard(), old.get(), owner.get()),
                moved(privileges.actual(), old.get(), owner.get()));
    }

    private static List<String> moved(List<String> items, String old, String owner) {
        Map<List<String>, AccessItem> merged = new LinkedHashMap<>();
        for (String text : items) {
            AccessItem item = AccessItem.of(text);
            String grantee = item.grantee().equals(old) ? owner : item.grantee();
            String grantor = item.grantor().equals(old) ? owner : item.grantor();
            merged.merge(
                    List.of(grantee, grantor),
                    new AccessItem(grantee, item.plain(), item.grantable(), grantor),
                    NewOwner::both);
        }
        return merged.values().stream().map(NewOwner::text).toList();
    }

    private static AccessItem both(AccessItem one, AccessItem other) {
        String grantable = union(one.grantable(), other.grantable());
        String plain = union(one.plain(), other.plain());
        return new AccessItem(
                one.grantee(),
                plain.replaceAll(grantable.isEmpty() ? "(?!)" : "[" + grantable + "]", ""),
                grantable,
                one.grantor());
    }

    private static String union(String one, String other) {
        StringBuilder all = new StringBuilder(one);
        other.chars().filter(letter -> one.indexOf(letter) < 0).forEach(letter -> all.append((char) letter));
        return all.toString();
    }

    private static String text(AccessItem item) {
        StringBuilder text = new StringBuilder(name(item.grantee())).append('=').append(item.plain());
        item.grantable().chars().forEach(letter -> text.append((char) letter).append('*'));
        return text.append('/').append(name(item.grantor())).toString();
    }

    private static String name(String role) {
        return PLAIN.matcher(role).matches() ? role : Identifier.quote(role);
    }
}
