insert into thing (id) values (1);
