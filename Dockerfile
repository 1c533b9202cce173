# The image of `outrigger`: a sidecar by default, or whatever command it is given.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY config ./config
COPY src ./src
RUN --mount=type=cache,target=/root/.m2 mvn --batch-mode --no-transfer-progress -DskipTests package
# Only the modules that the jar uses: 50 MB instead of 200.
RUN jlink --output /opt/java --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.net,jdk.unsupported

FROM debian:trixie-slim
# PostgreSQL's initdb, which `embedded:` uses, wants a user that /etc/passwd knows.
RUN useradd --uid 10001 --home-dir /var/lib/outrigger --create-home --shell /usr/sbin/nologin outrigger \
    && install --directory --owner outrigger /opt/outrigger/cache
COPY --from=build /opt/java /opt/java
COPY --from=build /build/target/outrigger.jar /opt/outrigger/outrigger.jar
COPY bin/outrigger /opt/outrigger/outrigger
COPY config /etc/outrigger
ENV PATH="/opt/outrigger:${PATH}" \
    JAVA_HOME="/opt/java" \
    AOT_CACHE="/opt/outrigger/cache/outrigger.aot" \
    HEALTH_URL="http://127.0.0.1:4700"
USER outrigger
WORKDIR /var/lib/outrigger
# Without the cache it only starts later, so a failure here does not fail the build.
RUN outrigger train || echo "no AOT cache: the image starts slower"
EXPOSE 4700 4800
# HEALTH_URL is where the process inside listens, as its READY line says; set it to port 4800 for a backend.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
    CMD exec outrigger health "$HEALTH_URL"
ENTRYPOINT ["outrigger"]
CMD ["sidecar"]
