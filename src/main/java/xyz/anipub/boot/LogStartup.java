package xyz.anipub.boot;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.settings.Settings;
import xyz.anipub.trace.json.JsonLog;

/** Has the log written as {@code anipub.log.format} says, while the application is deployed. */
@SingletonBean
class LogStartup {

    @Inject
    private Settings settings;

    @Inject
    private LiveNodes nodes;

    private Optional<JsonLog> json = Optional.empty();

    /** Before the first line that is worth reading. */
    void start() {
        if (settings.choice("anipub.log.format", "text", "json").equals("json")) {
            json = Optional.of(JsonLog.begin(nodes.me().value()));
        }
    }

    /** After the last one. Or, if the deployment has failed, when the container forgets what was made for it. */
    @PreDestroy
    void stop() {
        json.ifPresent(JsonLog::close);
        json = Optional.empty();
    }
}
