package dev.belay.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Privileges as facts: who holds which letters from whom, as far as it is not what such an object starts with. The owner
 * goes unnamed: whoever becomes it takes over what the one before held and granted.
 */
final class PrivilegeFacts {
    /** No role's name: one with a space is in double quotes. */
    private static final String OWNER = "the owner";

    private PrivilegeFacts() {}

    /** By {@code bob}, or {@code bob by ann} where the owner did not grant it, the letters. */
    static SortedMap<String, String> of(Privileges privileges, Optional<String> owner) {
        Map<String, String> standard = holders(privileges.standard(), owner);
        Map<String, String> actual = holders(privileges.actual(), owner);
        SortedMap<String, String> facts = new TreeMap<>(actual);
        standard.keySet().forEach(holder -> facts.putIfAbsent(holder, "revoked"));
        facts.entrySet().removeIf(fact -> fact.getValue().equals(standard.get(fact.getKey())));
        return facts;
    }

    private static Map<String, String> holders(List<String> items, Optional<String> owner) {
        Map<String, String> holders = new HashMap<>();
        for (String item : items) {
            int letters = afterName(item);
            int grantor = item.indexOf('/', letters);
            AccessItem parsed = AccessItem.of(item);
            String grantee = letters == 1
                    ? "PUBLIC"
                    : owner.filter(parsed.grantee()::equals).isPresent() ? OWNER : item.substring(0, letters - 1);
            String from =
                    owner.filter(parsed.grantor()::equals).isPresent() ? "" : " by " + item.substring(grantor + 1);
            holders.put(grantee + from, item.substring(letters, grantor));
        }
        return holders;
    }

    /** A name may hold anything, but then it is in double quotes. */
    private static int afterName(String item) {
        boolean quoted = false;
        for (int i = 0; i < item.length(); i++) {
            char c = item.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '=' && !quoted) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("not an access control item: " + item);
    }
}
