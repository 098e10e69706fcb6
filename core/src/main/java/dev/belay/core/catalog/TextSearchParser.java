package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A text search parser ({@code pg_ts_parser}): the functions that cut a document into tokens.
 *
 * @param start begins a document ({@code pg_ts_parser.prsstart})
 * @param token gives the next token ({@code pg_ts_parser.prstoken})
 * @param finish ends a document ({@code prsend})
 * @param headline shows what was found ({@code pg_ts_parser.prsheadline})
 * @param tokenTypes lists the sorts of tokens ({@code prslextype})
 */
public record TextSearchParser(
        Head head, String start, String token, String finish, Optional<String> headline, String tokenTypes)
        implements CatalogObject {
    static TextSearchParser of(Head head, Row row, Context context) {
        return new TextSearchParser(
                head,
                row.text("start"),
                row.text("token"),
                row.text("finish"),
                row.optional("headline"),
                row.text("token_types"));
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses()
                .add("START", start)
                .add("GETTOKEN", token)
                .add("END", finish)
                .add("HEADLINE", headline)
                .add("LEXTYPES", tokenTypes);
        return "CREATE " + reference() + clauses.sql() + ";\n";
    }
}
