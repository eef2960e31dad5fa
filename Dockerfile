# docker build -t anipub-chat . && docker run -p 8080:8080 -v anipub-data:/data anipub-chat

FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless
WORKDIR /build
COPY . .
# Packs the WAR and puts Payara Micro, in the version of the POM, beside it. Tests belong to mvn verify.
RUN mvn -B -DskipTests -DskipITs=false pre-integration-test

FROM eclipse-temurin:17-jre
# The group's id too, so that a volume's owner is the same everywhere.
RUN groupadd --system --gid 999 anipub \
 && useradd --system --uid 999 --gid anipub --home-dir /opt/anipub --shell /usr/sbin/nologin anipub \
 && install -d -o anipub -g anipub /opt/anipub /data
WORKDIR /opt/anipub
COPY --from=build /build/target/payara-micro.jar /build/target/ROOT-gate.jar /build/target/ROOT.war ./
COPY server-config/payara-micro/preboot.asadmin ./
USER anipub
# Unpacked here, in the image, and not anew at every start. The launcher remembers where the gate is.
RUN java -jar payara-micro.jar --rootDir server --addLibs ROOT-gate.jar --outputlauncher
# Starts once with the WAR, and stops. The server remembers what is deployed: a container that named the WAR at its start would
# deploy it twice when it is restarted. The JVM keeps the classes of that start as it wants them: read, checked and laid out.
RUN ANIPUB_DATA=/tmp/data java -Xmx1g -XX:ArchiveClassesAtExit=classes.jsa -jar server/launch-micro.jar --nocluster --port 8080 \
    --prebootcommandfile preboot.asadmin --deploy ROOT.war --warmup \
 && test -f classes.jsa && grep -q 'application-ref ref="ROOT"' server/config/domain.xml \
 && rm -rf /tmp/data server/.env ROOT.war
# MONGODB_URI=mongodb://host:27017/anipub uses that database instead of the store in /data.
ENV ANIPUB_DATA=/data
VOLUME /data
EXPOSE 8080
# Whether the process should go on, not whether it is ready: one that drains, or waits for its database, needs no new start. Who asks
# /health/ready makes it serve on for anipub.drain-notice when it is told to stop.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
# exec form: the server is process 1, gets the signal of docker stop, and ends in order.
# A process that ran out of memory is of no use to anybody: it ends, and is started again.
# Where the archive of classes does not fit, such as with a heap of 32 GB or more, the JVM loads them from the jars.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-XX:SharedArchiveFile=classes.jsa", \
  "-jar", "server/launch-micro.jar", "--nocluster", "--port", "8080", "--prebootcommandfile", "preboot.asadmin"]
