const q = "SELECT name, 'Customers' FROM products";
const r = knex('Customers').select('Name'); //! Text likely
