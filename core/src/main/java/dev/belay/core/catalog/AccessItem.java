package dev.belay.core.catalog;

/**
 * One access control item ({@code aclitem}) taken apart.
 *
 * @param grantee the role; empty for PUBLIC
 * @param plain the letters of the privileges without grant option
 * @param grantable the letters of those with it
 * @param grantor the role that granted them
 */
record AccessItem(String grantee, String plain, String grantable, String grantor) {
    static AccessItem of(String text) {
        Reader reader = new Reader(text);
        String grantee = reader.name('=');
        reader.expect('=');
        StringBuilder plain = new StringBuilder();
        StringBuilder grantable = new StringBuilder();
        while (reader.more() && reader.peek() != '/') {
            char letter = reader.next();
            if (reader.more() && reader.peek() == '*') {
                reader.next();
                grantable.append(letter);
            } else {
                plain.append(letter);
            }
        }
        reader.expect('/');
        String grantor = reader.name('\0');
        if (reader.more()) {
            throw new IllegalArgumentException("not an access control item: " + text);
        }
        return new AccessItem(grantee, plain.toString(), grantable.toString(), grantor);
    }

    /** Walks over the text of an item. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean more() {
            return at < text.length();
        }

        char peek() {
            return text.charAt(at);
        }

        char next() {
            return text.charAt(at++);
        }

        void expect(char wanted) {
            if (!more() || next() != wanted) {
                throw new IllegalArgumentException("not an access control item: " + text);
            }
        }

        /** A role name, in double quotes or not, up to {@code end} or the end of the text. */
        String name(char end) {
            StringBuilder name = new StringBuilder();
            boolean quoted = false;
            while (more() && (quoted || peek() != end)) {
                char next = next();
                if (next != '"') {
                    name.append(next);
                } else if (quoted && more() && peek() == '"') {
                    name.append(next());
                } else {
                    quoted = !quoted;
                }
            }
            return name.toString();
        }
    }
}
