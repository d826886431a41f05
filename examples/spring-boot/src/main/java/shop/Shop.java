package shop;

import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Shop {

    private final JdbcTemplate database;

    Shop(DataSource dataSource) {
        database = new JdbcTemplate(dataSource);
    }

    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }

    @GetMapping("/")
    String offer() {
        return database.queryForObject("SELECT CURRENT_USER || ' sells ' || name FROM item", String.class);
    }
}
