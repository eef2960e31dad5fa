package xyz.anipub.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.engineio.config.CorsPolicy;
import xyz.anipub.engineio.config.HttpRules;
import xyz.anipub.engineio.config.SessionCookie;
import xyz.anipub.engineio.config.TransportType;

/** The settings of Engine.IO that are more than a number. */
final class EngineSettings {

    private EngineSettings() {}

    static Set<TransportType> transports(Settings settings, Set<TransportType> usual) {
        Set<String> names = settings.list("anipub.engineio.transports");
        if (names.isEmpty()) {
            return usual;
        }
        return names.stream()
                .map(name -> TransportType.named(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Setting anipub.engineio.transports must name polling or websocket, not \"%s\"."
                                        .formatted(name))))
                .collect(Collectors.toSet());
    }

    /** Pages of the origins that may use the chat's cookie may read what the engine answers. */
    static HttpRules http(Settings settings, HttpRules usual) {
        Set<String> origins = settings.list("anipub.origins");
        return new HttpRules(
                origins.isEmpty() ? usual.cors() : Optional.of(CorsPolicy.forOrigins(origins, true)),
                settings.text("anipub.engineio.cookie").map(name -> cookie(settings, SessionCookie.named(name))),
                settings.number("anipub.engineio.compression-threshold", usual.compressFrom()),
                settings.flag("anipub.engineio.jsonp", usual.jsonp()));
    }

    private static SessionCookie cookie(Settings settings, SessionCookie usual) {
        return new SessionCookie(
                usual.name(),
                settings.text("anipub.engineio.cookie-path", usual.path()),
                settings.flag("anipub.engineio.cookie-http-only", usual.httpOnly()),
                settings.text("anipub.engineio.cookie-same-site", usual.sameSite()),
                settings.flag("anipub.engineio.cookie-secure", usual.secure()),
                settings.text("anipub.engineio.cookie-max-age")
                        .map(set -> settings.duration("anipub.engineio.cookie-max-age", Duration.ZERO)));
    }
}
