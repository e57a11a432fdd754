# nick of people
SQL = <<~SQL
  SELECT nick //! Sql likely people.nick
  FROM people
SQL
run "SELECT town FROM people"
