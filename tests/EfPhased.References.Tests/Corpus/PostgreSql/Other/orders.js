// "Customers"."Name"
const q = `SELECT c."Name" FROM "Customers" c WHERE c."Id" = ${id}`; //! Sql likely
const other = 'SELECT "Name" FROM "Products"';
const url = 'http://x/Customers'; db.raw('"Customers"."Name"'); //! Text likely
const label = { Name: 'Customer' }; //? Text possible
