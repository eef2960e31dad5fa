# docker build -t anipub-chat . && docker run -p 8080:8080 -v anipub-data:/data anipub-chat

# The container's root may be read-only: see "Docker" in src/docs/deployment.md.

FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless
WORKDIR /build
# What the build needs of others changes less often than the sources, and has layers of its own: a build without sources fetches it
# all, and the next one fetches nothing.
COPY .mvn .mvn
COPY pom.xml ./
RUN mvn -B -ntp -Dmaven.test.skip -DskipITs=false -Dexec.skip package dependency:copy@payara-micro && rm -rf target
COPY src/main/frontend/package.json src/main/frontend/package-lock.json src/main/frontend/
RUN cd src/main/frontend && npm ci --omit=dev --no-audit --no-fund
COPY src/main src/main
# Packs the WAR, and puts Payara Micro, in the version of the POM, beside it. Tests belong to mvn verify.
RUN npm_config_offline=true mvn -o -B -Dmaven.test.skip -DskipITs=false package dependency:copy@payara-micro
# The options that java -jar takes from Payara's manifest. They are not taken from it below, as its launcher insists on writing to
# the folder that it is in.
RUN cd target && jar xf payara-micro.jar META-INF/MANIFEST.MF \
 && sed -z 's/\r//g; s/\n //g' META-INF/MANIFEST.MF | sed -n 's/^Add-Opens: /opens /p; s/^Add-Exports: /exports /p' \
  | while read -r add packages; do for package in $packages; do echo "--add-$add=$package=ALL-UNNAMED"; done; done > payara-micro.args \
 && grep -q add-opens payara-micro.args \
 && printf '%s\n' -Dfish.payara.micro.BootJar=file:/opt/anipub/server/launch-micro.jar \
  -Dfish.payara.micro.UnpackDir=/opt/anipub/server -cp /opt/anipub/server/launch-micro.jar \
  fish.payara.micro.impl.PayaraMicroImpl >> payara-micro.args

FROM eclipse-temurin:17-jre AS java
# The group's id too, so that a volume's owner is the same everywhere.
RUN groupadd --system --gid 999 anipub \
 && useradd --system --uid 999 --gid anipub --home-dir /opt/anipub --shell /usr/sbin/nologin anipub \
 && install -d /opt/anipub && install -d -o anipub -g anipub /data
WORKDIR /opt/anipub

FROM java AS server
COPY --from=build /build/target/payara-micro.jar /build/target/payara-micro.args /build/target/ROOT-gate.jar /build/target/ROOT.war ./
COPY server-config/payara-micro/preboot.asadmin server-config/payara-micro/logging.properties server-config/payara-micro/own-folder.sh ./
# Unpacked here, in the image, and not anew at every start. The launcher remembers where the gate is.
RUN java -jar payara-micro.jar --rootDir server --addLibs ROOT-gate.jar --outputlauncher
# Starts once with the WAR, and stops. The server remembers what is deployed: a container that named the WAR at its start would
# deploy it twice when it is restarted. The JVM keeps the classes of that start as it wants them: read, checked and laid out.
RUN ANIPUB_DATA=/tmp/data java -Xmx1g -XX:ArchiveClassesAtExit=classes.jsa @payara-micro.args --rootDir server --nocluster --port 8080 \
    --logproperties logging.properties --prebootcommandfile preboot.asadmin --deploy ROOT.war --warmup \
 && test -f classes.jsa && grep -q 'application-ref ref="ROOT"' server/config/domain.xml \
 && rm -rf server/.env server/logs/* server/applications/__internal payara-micro.jar ROOT.war && chmod -R a+rX .

# Without what only the steps above needed. All of it is root's, and the server only reads it.
FROM java
COPY --from=server /opt/anipub ./
USER anipub
# MONGODB_URI=mongodb://host:27017/anipub uses that database instead of the store in /data.
ENV ANIPUB_DATA=/data
VOLUME /data
EXPOSE 8080
# Whether the process should go on, not whether it is ready: one that drains, or waits for its database, needs no new start. Who asks
# /health/ready makes it serve on for anipub.drain-notice when it is told to stop.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
# The shell becomes the server: that is process 1, gets the signal of docker stop, and ends in order.
# A process that ran out of memory is of no use to anybody: it ends, and is started again.
# Where the archive of classes does not fit, such as with a heap of 32 GB or more, the JVM loads them from the jars.
ENTRYPOINT ["sh", "own-folder.sh", "java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-XX:SharedArchiveFile=classes.jsa", \
  "@payara-micro.args", "--rootDir", "/tmp/server", "--nocluster", "--port", "8080", "--logproperties", "logging.properties", \
  "--prebootcommandfile", "preboot.asadmin"]
