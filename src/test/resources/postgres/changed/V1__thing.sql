create table thing (id bigint primary key, kind text not null default '${kind}');
