package dev.belay.core.db;

import java.util.Set;

/** The one place where names become SQL text. */
public final class Identifier {
    /** Every word that some version from 14 to 18 does not take as a name without quotes ({@code pg_get_keywords()}). */
    private static final Set<String> KEYWORDS = Set.of("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean
            both case cast char character check coalesce collate collation column concurrently constraint create
            cross current_catalog current_date current_role current_schema current_time current_timestamp
            current_user dec decimal default deferrable desc distinct do else end except exists extract false
            fetch float for foreign freeze from full grant greatest group grouping having ilike in initially
            inner inout int integer intersect interval into is isnull join json json_array json_arrayagg
            json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
            lateral leading least left like limit localtime localtimestamp merge_action national natural nchar
            none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay
            placing position precision primary real references returning right row select session_user setof
            similar smallint some substring symmetric system_user table tablesample then time timestamp to
            trailing treat trim true union unique user using values varchar variadic verbose when where window
            with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
            xmlserialize xmltable""".split("\\s+"));

    private Identifier() {}

    /** The name as a person would write it: in double quotes only where it needs them on some version. */
    public static String spell(String name) {
        return isPlain(name) && !KEYWORDS.contains(name) ? name : quote(name);
    }

    /** Whether it is made of small ASCII letters, digits, underscores and dollar signs, and begins as a name does. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '$'))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** The name in double quotes, always: a name that needs none is still correct with them. */
    public static String quote(String name) {
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name cannot hold a NUL character");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text literal that means the same whatever {@code standard_conforming_strings} says. */
    public static String literal(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** A text literal in dollar quotes, in which a source text stays readable. */
    public static String dollars(String value) {
        String tag = "$";
        // A tag that begins anywhere in the text could end the literal there, or together with what follows the text.
        for (int i = 0; value.contains(tag); i++) {
            tag = i == 0 ? "$body" : "$body" + i;
        }
        return tag + "$" + value + tag + "$";
    }
}
