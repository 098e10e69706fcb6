--- a column has another name, and a view reads it
create table t(id int primary key, mail text not null);
create view v as select mail from t;
insert into t values (1,'x');
--- becomes
create table t(id int primary key, email text);
create view v as select email as mail from t;
--- unsaid
<= view public.v: not changed:
<= table public.t: column mail
<= table public.t: column email

--- an enumeration gets a label in the middle, and all that uses the type speaks of it
create type e as enum('a','c');
create table t(s e default 'a', check (s <> 'c'));
create view v as select * from t where s='c';
create function f(e) returns e language sql as 'select $1';
--- becomes
create type e as enum('a','b','c');
create table t(s e default 'b', check (s <> 'b'));
create view v as select * from t where s='b';
create function f(e) returns e language sql as 'select $1';
create index i on t(s) where s='b';
--- unsaid
<= type public.e: labels

--- columns get wider types and other defaults
create table t(id int, n varchar(10) default 'x'::varchar, m numeric(8,2) default 0.5, k int default 5);
insert into t values(1);
--- becomes
create table t(id int, n text default 'y', m numeric(10,2) default 1.5, k bigint default 7);
--- unsaid
=> table public.t: column k: type
=> table public.t: column k: default value
<= table public.t: column n: type
<= table public.t: column n: default value
<= table public.t: column m: type
<= table public.t: column m: default value
<= table public.t: column k: type
<= table public.t: column k: default value

--- a column that a view is made of gets wider, with all that stands on the view
create table t(id int, a varchar(5), b int);
create view v1 as select a from t;
create view v2 as select a from v1;
create materialized view m as select a from v2;
create index on m(a);
grant select on v1 to public;
comment on column v2.a is 'hi';
create rule r as on insert to v1 do instead insert into t(a) values(new.a);
create function f() returns setof v2 language sql begin atomic select * from v2; end;
--- becomes
create table t(id int, a varchar(50), c int);
create view v1 as select a from t;
create view v2 as select a, 1 as x from v1;
create materialized view m as select a from v2;
create unique index on m(a);
grant select on v1 to public;
comment on column v2.a is 'ho';
create rule r as on insert to v1 do instead insert into t(a) values(new.a);
create function f() returns setof v2 language sql begin atomic select * from v2; end;
--- unsaid
<= function public.f(): not changed:
<= view public.v1: not changed:
<= view public.v2: not changed:
<= materialized view public.m: not changed:
<= index public.m_a_idx: not changed:
<= table public.t: column a: type

--- a table becomes a partition of another one, with its indexes
create table p(id int, d date) partition by range(d);
create table p1 partition of p for values from ('2026-01-01') to ('2026-02-01');
create table p2 (id int, d date);
create index pi on p(id);
create index p2i on p2(id);
--- becomes
create table p(id int, d date) partition by range(d);
create table p1 partition of p for values from ('2026-01-01') to ('2026-02-01');
create table p2 (id int, d date);
create index pi on p(id);
create index p2i on p2(id);
alter table p attach partition p2 for values from ('2026-02-01') to ('2026-03-01');
create table pd partition of p default;

--- a partition gets other bounds while the whole gets a column
create table p(id int, d int) partition by list(d);
create table p2 partition of p for values in (2);
--- becomes
create table p(id int, d int, x text default 'a' not null) partition by list(d);
create table p2 partition of p for values in (2,3);

--- a partition of partitions gets other bounds while an index of the whole changes
create table p(id int, d int) partition by list(d);
create table p2 partition of p for values in (2) partition by hash(id);
create table p2a partition of p2 for values with (modulus 2, remainder 0);
create index pi on p(d);
--- becomes
create table p(id int, d int) partition by list(d);
create table p2 partition of p for values in (2,3) partition by hash(id);
create table p2a partition of p2 for values with (modulus 2, remainder 0);
create index pi on p(id);

--- one partition goes, another one gets more, and keys and indexes of the whole change
create table p(id int not null, d int, primary key(id,d)) partition by list(d);
create table p1 partition of p for values in (1);
create table p2 partition of p for values in (2) partition by hash(id);
create table p2a partition of p2 for values with (modulus 2, remainder 0);
create table r(id int, d int, foreign key(id,d) references p);
create index on p(d);
--- becomes
create table p(id int not null, d int, x text default 'a' not null, primary key(id,d)) partition by list(d);
create table p1(id int not null, d int not null, x text);
create table p2 partition of p for values in (2,3) partition by hash(id);
create table p2a partition of p2 for values with (modulus 2, remainder 0);
create table p2b partition of p2 for values with (modulus 2, remainder 1);
create table r(id int, d int, foreign key(id,d) references p on delete cascade);
create index on p(d) where id>0;

--- a partition gets other bounds while columns and checks of the whole change
create table p(id int, d int, v varchar(5)) partition by list(d);
create table p2 partition of p for values in (2) partition by hash(id);
create table p2a partition of p2 for values with (modulus 2, remainder 0);
alter table p add check (id>0);
--- becomes
create table p(id int, d int not null, v varchar(9)) partition by list(d);
create table p2 partition of p for values in (2,3) partition by hash(id);
create table p2a partition of p2 for values with (modulus 2, remainder 0);
alter table p add check (id>1);
--- unsaid
<= table public.p: column v: type
<= table public.p2: column v: type
<= table public.p2a: column v: type

--- tables become partitions whose columns cannot all become those of the whole
create table p(id int, v text) partition by list(id);
create table p2(id int, v int);
create table p3(id int, v text, w int);
create index p2_v_idx on p2(v);
--- becomes
create table p(id int, v text, x int not null) partition by list(id);
create table p2 partition of p for values in (1);
create table p3 partition of p for values in (2);
create index on p(v);
create index on p(id);
--- unsaid
=> table public.p: column x
=> table public.p2: partition
=> table public.p2: column v: type
=> table public.p2: column x
=> table public.p3: column x
=> index public.p2_id_idx: not created:
=> index public.p2_v_idx: not changed:
<= index public.p2_v_idx: not changed:
<= index public.p_v_idx: not dropped:
<= table public.p2: column v: type

--- tables become partitions and get what the whole has
create table p(id int, v text, check (id > 0)) partition by list(id);
create table p2(id int, v text);
create table p3(id int, v varchar(3) check (v <> ''));
create index pv on p(v);
--- becomes
create table p(id int not null, v text, check (id > 0)) partition by list(id);
create table p2 partition of p for values in (1);
create table p3 partition of p for values in (2);
create index pv on p(v);
--- unsaid
<= table public.p3: column v: type
<= table public.p3: check p3_v_check

--- partitions exchange their bounds, and one becomes the default
create table p(id int, v text) partition by list(id);
create table p1 partition of p for values in (1);
create table p2 partition of p for values in (2);
create table pd partition of p default;
--- becomes
create table p(id int, v text) partition by list(id);
create table p1 partition of p for values in (2);
create table p2 partition of p default;
create table pd partition of p for values in (1);
alter table p1 alter v set default 'x';

--- a partition goes to another table
create table p(id int, v varchar(5)) partition by list(id);
create table r(id int, v varchar(9), w int) partition by list(id);
create table x partition of p for values in (1);
create index on p(v);
--- becomes
create table p(id int, v varchar(9)) partition by list(id);
create table r(id int, v varchar(9), w int) partition by list(id);
create table x partition of r for values in (1);
create index on r(w);
--- unsaid
<= index public.p_v_idx: not created:
<= index public.x_v_idx: not created:
<= table public.p: column v: type
<= table public.x: column v: type

--- a partition goes to another table and cannot get its columns
create table p(id int, v int) partition by list(id);
create table r(id int, v bigint) partition by list(id);
create table x partition of p for values in (1);
create index on p(v);
--- becomes
create table p(id int, v int) partition by list(id);
create table r(id int, v bigint) partition by list(id);
create table x partition of r for values in (1);
create index on p(v);
--- unsaid
=> table public.x: partition: parent
=> table public.x: column v: type
<= index public.x_v_idx: not created:
<= table public.x: partition: parent
<= table public.x: column v: type

--- an identity column becomes a serial one
create table t(id int generated always as identity primary key, x text);
--- becomes
create table t(id serial primary key, x text);
--- unsaid
=> table public.t: column id: default value: expression
=> table public.t: column id: identity
<= table public.t: column id: default value: expression
<= table public.t: column id: identity

--- generated columns are computed otherwise
create table t(a int, b int generated always as (a*2) stored, c int, d int generated always as (a) stored);
create index on t(b);
--- becomes
create table t(a int, b int generated always as (a*3) stored, c int generated always as (a+1) stored, d int);
create index on t(b);
--- unsaid
=> table public.t: column b: generated: expression
=> table public.t: column c: generated: expression
=> table public.t: column c: generated: kind
<= table public.t: column b: generated: expression
<= table public.t: column d: generated: expression
<= table public.t: column d: generated: kind

--- a function gets another signature below a view, a default, a check, an index, a policy and a trigger
create function f(int) returns int language sql immutable as 'select 1';
create view v as select f(1) as x;
create table t(a int default f(2), check (f(a)>0));
create index i on t(f(a));
create view w as select x+1 as y from v;
create policy pp on t using (f(a)=1);
create trigger tr before update on t for each row when (f(new.a)=1) execute function suppress_redundant_updates_trigger();
--- becomes
create function f(bigint) returns bigint language sql immutable as 'select 1::bigint';
create view v as select f(1) as x;
create table t(a int default f(2), check (f(a)>0));
create index i on t(f(a));
create view w as select x+1 as y from v;
create policy pp on t using (f(a)=1);
create trigger tr before update on t for each row when (f(new.a)=1) execute function suppress_redundant_updates_trigger();

--- functions return something else, and lose a default
create function f(a int) returns int language sql as 'select 1';
create view v as select f(1) as x;
grant execute on function f(int) to public;
create function g(a int, b int default 1) returns int language sql as 'select 1';
--- becomes
create function f(a int) returns text language sql as 'select 1::text';
create view v as select f(1) as x;
create function g(a int, b int) returns int language sql as 'select 1';

--- a key gets another index, which foreign keys and the replica identity use
create table t(a int, b int, constraint t_pk primary key(a), constraint u unique(b));
create table r(a int references t, b int references t(b));
alter table t replica identity using index t_pk;
alter table t cluster on u;
--- becomes
create table t(a int, b int not null, constraint t_pk primary key(a) include(b), constraint u unique(b) deferrable);
create unique index ux on t(b);
create table r(a int references t(a), b int references t(b));
alter table t replica identity using index ux;

--- a primary key has another name, and views and functions group by it
create table t(a int, b text, constraint tpk primary key(a));
create view v as select a,b from t group by a;
create view w as select * from v;
create function f() returns setof t language sql stable begin atomic select a,b from t group by a; end;
--- becomes
create table t(a int, b text, c int, constraint tpk2 primary key(a));
create view v as select a,b from t group by a;
create view w as select * from v;
create function f() returns setof t language sql stable begin atomic select a,b,c from t group by a; end;

--- a primary key should change that something holds which cannot be made anew
create table t(a int, b int, constraint k1 primary key(a));
create function f(int) returns int language sql immutable begin atomic select count(*)::int from (select a,b from t group by a) x; end;
create table u(x int, y int generated always as (f(x)) stored);
--- becomes
create table t(a int, b int, constraint k2 primary key(b));
create function f(int) returns int language sql immutable begin atomic select count(*)::int from (select b,a from t group by b) x; end;
create table u(x int, y int generated always as (f(x)) stored);
--- unsaid
=> function public.f(integer): not changed:
=> constraint k1 on public.t: not dropped:
=> constraint k2 on public.t: not created:
=> table public.t: column a: not null:
<= function public.f(integer): not changed:
<= constraint k1 on public.t: not created:
<= constraint k2 on public.t: not dropped:
<= table public.t: column b: not null:

--- constraints and indexes have other names
create table t(a int primary key, s text, constraint ck check (a > 0), constraint uq unique (s));
create table c(a int, constraint fk foreign key (a) references t on delete cascade);
create index ix on c(a);
insert into t values(1,'a');
insert into c values (1);
--- becomes
create table t(a int primary key, s text, constraint ck2 check (a > 0), constraint uq_renamed unique (s));
create table c(a int, constraint fk foreign key (a) references t on delete set null deferrable not valid);
create index ix_renamed on c(a);

--- owners, privileges and default privileges
create schema s authorization {ann};
create table s.t(id serial, x int);
alter table s.t owner to {ann};
grant select on s.t to {bob};
grant update(x) on s.t to {bob} with grant option;
create function s.f() returns int language sql as 'select 1';
alter function s.f() owner to {ann};
revoke execute on function s.f() from public;
alter default privileges for role {ann} in schema s grant select on tables to {bob};
create type s.e as enum('a');
alter type s.e owner to {bob};
--- becomes
create schema s;
create table s.t(id serial, x int);
alter table s.t owner to {bob};
grant insert on s.t to {ann};
grant select on s.t to {bob};
create function s.f() returns int language sql as 'select 1';
alter default privileges for role {bob} grant execute on functions to {ann};
create type s.e as enum('a');
revoke usage on type s.e from public;

--- comments
create table t(a int);
comment on table t is 'x';
comment on column t.a is 'it''s \ "q"';
create index i on t(a);
comment on index i is 'i';
create domain d as int constraint pos check(value>0);
comment on constraint pos on domain d is 'c';
comment on schema public is 'mine';
--- becomes
create table t(a int);
comment on column t.a is E'two\nlines';
create index i on t(a);
create domain d as int constraint pos check(value>0);
comment on domain d is 'd';
comment on schema public is null;

--- row security and its policies
create table t(a int, o name);
alter table t enable row level security;
create policy p on t for select using (o=current_user);
create policy q on t as restrictive to public using (true);
--- becomes
create table t(a int, o name);
alter table t force row level security;
create policy p on t for update using (o=current_user) with check (a>0);
create policy q on t as permissive to public using (true);

--- lists of publications (15)
create table a(i int primary key, x int);
create table b(i int primary key);
create schema s;
create publication p1 for table a, b;
create publication p2 for all tables;
create publication p3 for table a where (i>0) with (publish='insert');
create publication p4 for tables in schema s;
--- becomes
create table a(i int primary key, x int);
create table b(i int primary key);
create schema s;
create publication p1 for table a(i);
create publication p2 for table a;
create publication p3 for table a where (i>1) with (publish='insert,update', publish_via_partition_root);
create publication p4 for tables in schema s, public;

--- domains and checks
create domain d as text check (value ~ '^a');
create domain d2 as int default 1;
create table t(a int, c d, constraint k check (a>0), constraint n check (a<9) not valid);
create table u(x d2, y d2[]);
--- becomes
create domain d as text constraint dd check (value ~ '^b') not null;
create domain d2 as bigint default 2;
create table t(a int not null, c d, constraint k check (a>1) no inherit, constraint n check (a<9));
create table u(x d2, y d2[]);
--- unsaid
=> domain public.d2: data type
<= domain public.d2: data type

--- sequences and their columns
create sequence s;
create table t(a int default nextval('s'), b int);
alter sequence s owned by t.a;
create sequence s2 as int minvalue 5 start 7 cycle;
--- becomes
create sequence s as int increment 5;
create table t(a int, b int default nextval('s'));
alter sequence s owned by t.b;
create sequence s2 as bigint;
select setval('s2', 6);

--- tables with parents lose them
create table p(a int, b text default 'x');
create table c() inherits (p);
create table c2(z int) inherits(p);
alter table c2 alter b set default 'y';
alter table p add check (a>0);
--- becomes
create table p(a bigint, b varchar, k int not null default 4);
create table c() inherits (p);
create table c2(z int, a int, b text);
--- unsaid
=> table public.c: column a: type
=> table public.c2: check p_a_check
=> table public.p: column a: type
<= table public.c: column a: type
<= table public.c: check p_a_check
<= table public.c2: column a: inherited
<= table public.c2: column b: inherited
<= table public.c2: inherits
<= table public.c2: check p_a_check
<= table public.p: column a: type
<= table public.p: check p_a_check

--- a parent gets a column that a child has as well
create table base(id int primary key, k int);
create table b1(x int) inherits (base);
create view allb as select tableoid::regclass, * from base;
create materialized view ms as select sum(k) s from base;
create function tot() returns bigint language sql stable as 'select sum(k) from base';
comment on materialized view ms is 'sum';
create index on ms(s);
--- becomes
create table base(id int primary key, k int, l text collate "C" default 'q');
create table b1(x int, l text collate "C") inherits (base);
create view allb as select tableoid::regclass, * from base;
create materialized view ms as select sum(k) s, count(l) c from base;
create function tot() returns bigint language sql stable as 'select sum(k) from base';
comment on materialized view ms is 'sum';
create index on ms(s);
--- unsaid
=> table public.b1: column l

--- triggers and event triggers
create table t(a int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger x before insert on t for each row execute function f();
create trigger y after update of a on t for each statement execute function f();
alter table t disable trigger y;
create constraint trigger z after insert on t deferrable for each row execute function f();
create function f2() returns event_trigger language plpgsql as $$begin end$$;
create event trigger et on ddl_command_start execute function f2();
--- becomes
create table t(a int);
create schema z;
create function z.f() returns trigger language plpgsql as 'begin return old; end';
create trigger x after insert on t for each row execute function z.f();
create trigger y after update of a on t for each statement execute function z.f();
alter table t enable always trigger y;
create function f2() returns event_trigger language plpgsql as $$begin end$$;
create event trigger et on ddl_command_end when tag in ('CREATE TABLE') execute function f2();
alter event trigger et disable;

--- composite types
create type c as (a int, b text);
create table t(x c, y c[]);
create function f(c) returns c language sql as 'select $1';
create view v as select (x).a from t;
create type g as (k int);
--- becomes
create type c as (a int, b text, d int);
create table t(x c, y c[]);
create function f(c) returns c language sql as 'select $1';
create view v as select (x).a from t;
create type g as (k bigint);
--- unsaid
=> type public.c: column d
=> type public.c: order of columns
=> type public.g: column k: data type
<= type public.c: column d
<= type public.c: order of columns
<= type public.g: column k: data type

--- names that mean something else
create table a(x int);
create view b as select x from a;
create index ax on a(x);
create table o(i int primary key);
create type ty as enum('q');
--- becomes
create view a as select 1 as x;
create table b(x int);
create index ax on b(x);
create materialized view o as select 1 as i;
create domain ty as text;

--- materialized views on one another
create table t(a int primary key, b text);
create materialized view m1 as select a,b from t;
create materialized view m2 as select count(*) from m1;
create unique index on m1(a);
create view v as select m1.a from m1 group by m1.a;
grant select on m1 to public;
--- becomes
create table t(a int primary key, b text, c int);
create materialized view m1 as select a,b,c from t with no data;
create materialized view m2 as select count(*) from m1 with no data;
create unique index on m1(a);
create view v as select m1.a from m1 group by m1.a;
grant select on m1 to public;

--- storage and options (15)
create table t(a text) with (fillfactor=50, autovacuum_enabled=false);
create index i on t(a) with (fillfactor=70);
alter table t alter a set statistics 50;
alter table t alter a set storage external;
create view v with (security_barrier) as select 1 as x;
create unlogged table u(a int);
create statistics st on a, (lower(a)) from t;
alter table t alter a set (n_distinct=5);
--- becomes
create table t(a text compression pglz) with (toast.autovacuum_enabled=false);
create index i on t(a desc nulls last);
create view v with (security_invoker, check_option=local) as select a as x from t;
create table u(a int);
create statistics st (mcv) on a, (upper(a)) from t;

--- procedures and functions with results
create procedure p(a int, inout b int) language sql as 'select 1';
create function tf() returns table(a int, b text) language sql as 'select 1, 2::text';
create view v as select * from tf();
create function vf(variadic int[]) returns int language sql as 'select 1';
create function s() returns int language sql security definer set search_path = pg_catalog cost 5 as 'select 1';
--- becomes
create procedure p(a int, inout b bigint) language sql as 'select 1::bigint';
create function tf() returns table(a int, b text, c int) language sql as 'select 1, 2::text, 3';
create view v as select a, b from tf();
create function vf(variadic int[]) returns int language sql parallel safe as 'select 2';
create function s() returns int language sql set search_path = public, "$user" set work_mem='4MB' leakproof as 'select 1';

--- defaults, identities and labels
create function g() returns int language sql as 'select 1';
create table t(a int default g(), b int generated always as identity (start 5), c timestamptz default now());
create type m as enum('x','y');
create table w(s m default 'x', z m[] default '{x}');
--- becomes
create function g() returns bigint language sql as 'select 1::bigint';
create table t(a int default g(), b int generated by default as identity (increment 3), c timestamptz);
create type m as enum('w','x','y','z');
create table w(s m default 'z', z m[] default '{x,w}');
--- unsaid
<= type public.m: labels

--- a view gets a column in front, with a trigger and a default of its own
create table t(a int, b text);
create view v as select a from t;
create view w with (security_barrier) as select * from v;
create function g() returns trigger language plpgsql as 'begin return new; end';
create trigger io instead of insert on v for each row execute function g();
alter view v alter a set default 5;
--- becomes
create table t(a int, b text);
create view v as select b, a from t;
create view w with (security_barrier) as select a from v;
create function g() returns trigger language plpgsql as 'begin return new; end';
create trigger io instead of insert on v for each row execute function g();
alter view v alter a set default 6;

--- everything goes to another schema
create schema a;
create schema b;
create table a.t(id serial primary key);
create view a.v as select * from a.t;
create function a.f() returns int language sql as 'select 1';
create type a.e as enum ('x');
create sequence a.s;
--- becomes
create schema a;
create schema b;
create table b.t(id serial primary key);
create view b.v as select * from b.t;
create function b.f() returns int language sql as 'select 1';
create type b.e as enum ('x');
create sequence b.s;

--- exclusion constraints, range types, text search and rules
create table t(a int, r int4range, exclude using gist (r with &&));
create type fr as range (subtype=float8);
create table z(x fr);
create domain dd as fr;
create text search configuration tc (copy=simple);
alter text search configuration tc alter mapping for word with english_stem;
create rule rr as on delete to t do instead nothing;
alter table t disable rule rr;
--- becomes
create table t(a int, r int4range, exclude using gist (r with &&) where (a>0));
create type fr as range (subtype=float8, multirange_type_name=fmr);
create table z(x fr);
create text search configuration tc (copy=simple);
alter text search configuration tc alter mapping for word, asciiword with simple, english_stem;
create rule rr as on delete to t do also notify x;
create domain dd as fr check (not isempty(value));
--- unsaid
=> domain public.dd: not changed:
=> type public.fr: multirange
<= domain public.dd: not changed:
<= type public.fr: multirange

--- partitions come beside one whose trigger was switched off
create table ev(id bigint, at timestamptz not null, primary key(id, at)) partition by range(at);
create table ev1 partition of ev for values from ('2026-01-01') to ('2026-02-01');
create table ref(id bigint, at timestamptz, foreign key (id,at) references ev);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert on ev for each row execute function f();
create trigger gone before insert on ev for each row execute function f();
alter table ev1 disable trigger tr;
alter table ev1 disable trigger gone;
create publication pu for table ev;
--- becomes
create table ev(id bigint, at timestamptz not null, tag text default 'x', primary key(id, at)) partition by range(at);
create table ev1 partition of ev for values from ('2026-01-01') to ('2026-02-01');
create table ev2 partition of ev for values from ('2026-02-01') to ('2026-03-01');
alter table ev2 alter tag set default 'y';
create index evt on ev(tag);
create table ref(id bigint, at timestamptz, foreign key (id,at) references ev on delete cascade);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert on ev for each row execute function f();
create trigger tr2 after insert on ev for each row execute function f();
create publication pu for table ev, ref with (publish_via_partition_root);

--- a partition is detached whose trigger was switched off
create table ev(id bigint) partition by list(id);
create table ev1 partition of ev for values in (1);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert on ev for each row execute function f();
alter table ev1 disable trigger tr;
--- becomes
create table ev(id bigint) partition by list(id);
create table ev1(id bigint);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert on ev for each row execute function f();

--- views and tables exchange their names all around
create table t(a int);
create view v1 as select a from t;
create view v2 as select a from v1;
create view v3 as select a from v2;
grant select on v3 to public;
create rule u as on update to v3 do instead nothing;
--- becomes
create table v1(a int);
create view t as select a from v1;
create view v3 as select a from t;
create view v2 as select a from v3;
grant select on v2 to public;
create rule u as on update to v2 do instead nothing;

--- a partition whose trigger is switched off gets other bounds
create table ev(id bigint) partition by list(id);
create table ev1 partition of ev for values in (1);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert on ev for each row execute function f();
alter table ev1 disable trigger tr;
--- becomes
create table ev(id bigint) partition by list(id);
create table ev1 partition of ev for values in (1, 2);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert on ev for each row execute function f();
alter table ev1 disable trigger tr;
