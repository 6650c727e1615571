# Build first: ./mvnw package -DskipTests
# Then:        docker build -f deploy/docker/processors.Dockerfile -t dbintel/processors .
FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /opt/dbintel dbintel && mkdir -p /etc/dbintel /var/lib/dbintel \
    && chown dbintel /var/lib/dbintel
COPY stream-processors/target/stream-processors /opt/dbintel
USER dbintel
VOLUME /var/lib/dbintel
EXPOSE 8888 8890 13133
ENTRYPOINT ["/opt/dbintel/bin/dbintel-processors"]
CMD ["run", "--config", "/etc/dbintel/processors.yaml"]
