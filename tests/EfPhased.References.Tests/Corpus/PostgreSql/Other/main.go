package main

var q = `INSERT INTO "Customers" ("Id", "Name") VALUES ($1, $2)` //! Sql likely
var p = "SELECT \"Name\" FROM \"Customers\"" //! Sql likely
