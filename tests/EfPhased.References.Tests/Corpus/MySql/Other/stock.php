<?php
# SELECT Name FROM Customers
$q = "SELECT `Name` " . "FROM `Customers`"; //! Sql likely
$p = 'SELECT Name FROM Products';
