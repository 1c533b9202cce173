create table thing (id no_such_type);
