# Build first: ./mvnw package -DskipTests
# Then:        docker build -f deploy/docker/agent.Dockerfile -t dbintel/agent .
FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /opt/dbintel dbintel && mkdir -p /etc/dbintel /var/lib/dbintel \
    && chown dbintel /var/lib/dbintel
COPY collector-agent/target/collector-agent /opt/dbintel
USER dbintel
VOLUME /var/lib/dbintel
EXPOSE 8888 13133
ENTRYPOINT ["/opt/dbintel/bin/dbintel-agent"]
CMD ["run", "--config", "/etc/dbintel/agent.yaml"]
