package dev.belay.testing;

/** What anyone may do who can create in a schema of the search path: operators that fit better than the server's own. */
public final class HostileOperators {
    public static final String CALLED = "a hostile operator was called";

    private HostileOperators() {}

    /** Every operator on common types for which the server has none of exactly these types, and a better unnest. */
    public static void lieInWait(TestDatabase database) {
        database.execute("""
                DO $do$
                DECLARE
                    types text[] := string_to_array('text,varchar,bpchar,name,oid,int2,int4,int8,numeric,float8,bool,xid,'
                        'regclass,regtype,regnamespace,timestamptz,uuid,"char",int4[]', ',');
                    operators text[] := '{=,<>,<,>,<=,>=,~,~~,!~~,||,+,-,*,/,>>,&}';
                    body text := 'BEGIN RAISE EXCEPTION ''%s''; END';
                    l text; r text; o text;
                BEGIN
                    FOREACH l IN ARRAY types LOOP
                        FOREACH r IN ARRAY types LOOP
                            EXECUTE format('CREATE FUNCTION public.hostile(%%s, %%s) RETURNS bool LANGUAGE plpgsql AS %%L',
                                l, r, body);
                            FOREACH o IN ARRAY operators LOOP
                                IF NOT EXISTS (SELECT FROM pg_operator p WHERE p.oprname = o
                                        AND p.oprnamespace = 'pg_catalog'::regnamespace::oid
                                        AND p.oprleft = l::regtype::oid AND p.oprright = r::regtype::oid) THEN
                                    EXECUTE format('CREATE OPERATOR public.%%s (LEFTARG = %%s, RIGHTARG = %%s,'
                                        ' FUNCTION = public.hostile)', o, l, r);
                                END IF;
                            END LOOP;
                        END LOOP;
                    END LOOP;
                    EXECUTE format('CREATE FUNCTION public.unnest(int4[]) RETURNS SETOF int4 LANGUAGE plpgsql AS %%L', body);
                END $do$
                """.formatted(CALLED));
    }
}
