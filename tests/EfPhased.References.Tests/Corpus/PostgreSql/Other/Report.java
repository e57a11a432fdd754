class Report {
    /* SELECT nick FROM people */
    static final String SQL = "SELECT p.nick " + //! Sql likely people.nick
        "FROM people p";
    @Query("DELETE FROM legacy_orders WHERE id = 1") //! Table likely legacy_orders
    void gone() { }
}
