# Build first: ./mvnw package -DskipTests
# Then:        docker build -f deploy/docker/exporter.Dockerfile -t dbintel/exporter .
FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /opt/dbintel dbintel && mkdir -p /etc/dbintel /var/lib/dbintel \
    && chown dbintel /var/lib/dbintel
COPY exporter-service/target/exporter-service /opt/dbintel
USER dbintel
VOLUME /var/lib/dbintel
EXPOSE 8888 13133
ENTRYPOINT ["/opt/dbintel/bin/dbintel-exporter"]
CMD ["run", "--config", "/etc/dbintel/exporter.yaml"]
