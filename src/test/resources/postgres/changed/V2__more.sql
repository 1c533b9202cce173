insert into thing (id) values (2);
