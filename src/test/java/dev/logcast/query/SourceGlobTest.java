package dev.logcast.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.SourceId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceGlobTest {
    @ParameterizedTest
    @CsvSource({
        "app,app,true", "app,apps,false", "apps,app,false", "*,services/orders,true", "services/*,services/orders,true",
        "services/*,services,false", "web-*,web-1,true", "web-*,web,false", "*-1,web-1,true", "*a*b*,xaxxbx,true",
        "*a*b*,xbxxax,false", "**,app,true"
    })
    void matchesWholeIds(String glob, String id, boolean matches) {
        assertThat(new SourceGlob(glob).matches(new SourceId(id))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "services/orders, services, true",
        "services/*,      services, true",
        "serv*,           services, true",
        "s*s/orders,      services, true",
        "*,               services, true",
        "services,        services, false",
        "services-b/x,    services, false",
        "services-*,      services, false",
        "app,             services, false",
        "orders*,         services, false"
    })
    void reachesAGroupWhenASourceBelowItMayMatch(String pattern, String group, boolean reaches) {
        assertThat(new SourceGlob(pattern).reaches(new SourceId(group))).isEqualTo(reaches);
    }
}
