DELIMITER //
CREATE TRIGGER tidy BEFORE UPDATE ON Customers FOR EACH ROW
BEGIN
    SET NEW.Name = TRIM(NEW.Name); //! Sql certain & Sql certain
    IF NEW.Name <> OLD.Name THEN //! Sql certain & Sql certain
        INSERT INTO audit (name) VALUES (OLD.Name); //! Sql certain
    END IF;
END//
CREATE PROCEDURE p(IN name varchar(10))
BEGIN
    DECLARE done INT DEFAULT 0;
    DECLARE c CURSOR FOR SELECT k.Name FROM Customers k; //! Sql certain
    UPDATE Products SET Name = '' WHERE Id = 1;
    WHILE done = 0 DO
        DELETE FROM Customers WHERE Customers.Name = ''; //! Sql certain
    END WHILE;
END//
DELIMITER ;
SELECT Name FROM Products; # Customers.Name
ALTER TABLE Customers MODIFY `Name` varchar(20), ADD KEY Name (Id); //! Sql certain
/*!50001 CREATE VIEW v AS SELECT Name FROM Customers */; //! Sql certain
CREATE TABLE Pets (Id int, Name varchar(5), FOREIGN KEY (Name) REFERENCES Customers (Name)); //! Sql certain
SELECT c.Id FROM Customers c USE INDEX (Name) WHERE c.Id > 1;
SELECT `Id` AS Name FROM Customers HAVING Name > 1;
