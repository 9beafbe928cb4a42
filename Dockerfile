# docker build -t logcast .
# docker run -p 8080:8080 -v logcast-data:/data -v /var/log:/var/log:ro \
#   --group-add "$(getent group adm | cut -d: -f3)" --read-only --tmpfs /tmp:exec --cap-drop ALL --security-opt no-new-privileges \
#   -e LOGCAST_SOURCES=system -e LOGCAST_SOURCE_SYSTEM_PATH='/var/log/*.log,/var/log/syslog' logcast
#
# A container is reached over a network, so everybody has to sign in: where no tokens are set, the start prints a link that is good once. Files that only a group may read
# (adm, on Debian) take --group-add with its number on the host.
#
# The images below are named by their Java and not pinned by digest: who builds this gets the fixes of Java and of the system that came
# since. To build the same again, pin them where you build (docker buildx imagetools inspect eclipse-temurin:17-jre).
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
# What Maven fetches is a layer of its own, which a change of the sources leaves alone.
COPY pom.xml .
COPY .mvn .mvn
RUN mvn -B -q -ntp -Dmaven.test.skip -DskipTests -Dspotless.check.skip dependency:go-offline
COPY webapp webapp
COPY server-config server-config
COPY src/build src/build
COPY src/dist src/dist
COPY src/main src/main
RUN mvn -B -q -ntp -Dmaven.test.skip -DskipTests -Dspotless.check.skip package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /data logcast && mkdir -m 700 /data && chown logcast /data
COPY --from=build /build/target/logcast.jar /opt/logcast.jar
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENV LOGCAST_AUTH=token LOGCAST_DATA_DIR=/data LOGCAST_ADDRESS=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:+UseParallelGC -XX:NewRatio=4 -XX:MaxRAMPercentage=60 -XX:MaxDirectMemorySize=256m -XX:+ExitOnOutOfMemoryError"
HEALTHCHECK --start-period=60s --interval=15s --timeout=5s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-jar", "/opt/logcast.jar", "--port", "8080"]
