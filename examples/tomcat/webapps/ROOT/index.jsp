<%@ page contentType="text/plain; charset=UTF-8" import="java.sql.*, javax.naming.*, javax.sql.*" %><%
    DataSource shop = (DataSource) new InitialContext().lookup("java:comp/env/jdbc/shop");
    try (Connection connection = shop.getConnection();
            ResultSet row = connection.createStatement().executeQuery("SELECT CURRENT_USER, name FROM item")) {
        row.next();
        out.print(row.getString(1) + " sells " + row.getString(2));
    }
%>
