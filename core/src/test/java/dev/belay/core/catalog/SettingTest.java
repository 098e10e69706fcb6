package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            work_mem=64MB                | work_mem TO '64MB'
            DateStyle=ISO, DMY           | "DateStyle" TO 'ISO, DMY'
            app.user=a=b 'c'             | "app.user" TO 'a=b ''c'''
            app.empty=                   | "app.empty" TO ''
            search_path=app, public      | search_path TO 'app', 'public'
            search_path="$user", "a "",b" | search_path TO '$user', 'a ",b'
            search_path=""               | search_path TO ''
            search_path=                 | search_path TO ''
            Search_Path=a,b              | "Search_Path" TO 'a', 'b'
            """)
    void listsOfNamesAreWrittenAsLiteralsOneByOne(String item, String sql) {
        assertThat(Setting.of(item).sql()).isEqualTo(sql);
    }
}
