package io.dbintel.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.ctl.Ctl.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the subcommands ask, and what they print. */
class CtlCommandTest {

  private static final String ORDERED = "{\"command_id\":\"c-1\"}";

  private final FakeAdmin admin = FakeAdmin.start();

  @AfterEach
  void stop() {
    admin.close();
  }

  @Test
  void instancesAreATable() {
    admin.on(
        "GET /instances",
        200,
        """
        {"instances":[
          {"instance":"acme/orders","system":"postgresql","partition":7,"host":"p1:8090",
           "circuit":"closed","last_read":"2026-11-27T14:00:00.123456Z","sampling_rate":0.1},
          {"instance":"acme/a-longer-name","system":null,"partition":12,"host":"p2:8090",
           "circuit":"forced_open","last_read":null,"sampling_rate":null}],
         "partial":true,"unreachable":["p3:8090"]}\
        """);
    Run run = Ctl.run(admin, "instances");
    assertThat(run.out())
        .isEqualTo(
            """
            instance            system      circuit      sampling  last read             partition  processor
            acme/orders         postgresql  closed           10 %  2026-11-27T14:00:00Z          7  p1:8090
            acme/a-longer-name  -           forced_open         -  -                            12  p2:8090
            """);
    assertThat(run.err()).contains("incomplete").contains("p3:8090");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void jsonIsTheAnswerItself() {
    String body = "{\"circuits\": [ ],\n \"partial\":false,\"unreachable\":[],\"new\":1.50}";
    admin.on("GET /circuits", 200, body);
    Run run = Ctl.run(admin, "circuits", "--json");
    assertThat(run.out().stripTrailing()).isEqualTo(body);
    assertThat(Ctl.run(admin, "--json", "circuits").out()).isEqualTo(run.out());
  }

  @Test
  void jsonCannotSteerTheTerminalEither() {
    admin.on("GET /circuits", 200, "{\"circuits\":[{\"reason\":\"a\u009b2Jb\"}]}");
    assertThat(Ctl.run(admin, "circuits", "--json").out())
        .isEqualToIgnoringNewLines("{\"circuits\":[{\"reason\":\"a\\u009b2Jb\"}]}");
  }

  @Test
  void circuitsSayWhyAndSinceWhen() {
    admin.on(
        "GET /circuits",
        200,
        """
        {"circuits":[{"instance":"acme/orders","state":"open","since":"2026-11-27T14:00:00Z",
          "reason":"error_share 0.4","forced":true}],"partial":false,"unreachable":[]}\
        """);
    assertThat(Ctl.run(admin, "circuits").out())
        .contains("acme/orders  open     yes               2026-11-27T14:00:00Z  error_share 0.4");
  }

  @Test
  void oneCircuitShowsItsThresholds() {
    admin.on(
        "GET /instances/acme/orders/circuit",
        200,
        """
        {"instance":"acme/orders","state":"half_open","since":"2026-11-27T14:00:00Z",
          "reason":"lock_queue","forced":false,"thresholds":{"error_share":0.25,"slow_ms":1500}}\
        """);
    assertThat(Ctl.run(admin, "circuit", "show", "acme/orders").out())
        .contains("half_open since 2026-11-27T14:00:00Z, last opened for: lock_queue")
        .contains("error_share   0.25")
        .contains("slow_ms      1,500");
  }

  @Test
  void textFromTheServerCannotSteerTheTerminal() {
    admin.on(
        "GET /circuits",
        200,
        """
        {"circuits":[{"instance":"acme/orders","state":"open","since":null,
          "reason":"a\\u001b[2Jb\\u202ec\\u0007d\\ne","forced":false}],"partial":false}\
        """);
    assertThat(Ctl.run(admin, "circuits").out())
        .contains("a\\u001b[2Jb\\u202ec\\u0007d e")
        .doesNotContain("\u001b", "\u202e", "\u0007");
  }

  @ParameterizedTest
  @CsvSource({"open", "close", "reset"})
  void ordersOfACircuitCarryActionAndReason(String action) {
    admin.on("POST /instances/acme/orders/circuit", 202, ORDERED);
    Run run = Ctl.run(admin, "circuit", action, "acme/orders", "--reason", "failover \"now\"");
    assertThat(run.out())
        .isEqualTo("circuit " + action + " ordered for acme/orders, command c-1\n");
    assertThat(admin.requests())
        .containsExactly(
            "POST /instances/acme/orders/circuit {\"action\":\""
                + action
                + "\",\"reason\":\"failover \\\"now\\\"\"}");
  }

  @ParameterizedTest
  @CsvSource({"full-poll", "reset-baseline", "forget"})
  void ordersOfAnInstanceCarryTheirReason(String command) {
    admin.on("POST /instances/acme/orders/" + command, 202, ORDERED);
    Run run = Ctl.run(admin, command, "acme/orders", "--reason", "restored");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("acme/orders").contains("c-1");
    assertThat(admin.requests())
        .containsExactly("POST /instances/acme/orders/" + command + " {\"reason\":\"restored\"}");
  }

  @Test
  void nothingIsOrderedWithoutAReason() {
    assertThat(Ctl.run(admin, "forget", "acme/orders").exitCode()).isEqualTo(2);
    Run blank = Ctl.run(admin, "forget", "acme/orders", "--reason", " ");
    assertThat(blank.exitCode()).isEqualTo(2);
    assertThat(blank.err()).contains("say why");
    assertThat(Ctl.run(admin, "skip", "--partition", "1", "--offset", "2").exitCode()).isEqualTo(2);
    assertThat(Ctl.run(admin, "sampling", "acme/orders", "--end").exitCode()).isEqualTo(2);
    assertThat(admin.requests()).isEmpty();
  }

  @Test
  void aSkipNamesTheRecord() {
    admin.on("POST /skip", 202, "{\"topic\":\"dbintel.raw\",\"partition\":3,\"offset\":42}");
    Run run = Ctl.run(admin, "skip", "--partition", "3", "--offset", "42", "--reason", "poison");
    assertThat(run.out()).contains("skip of dbintel.raw-3 offset 42");
    assertThat(admin.requests())
        .containsExactly(
            "POST /skip {\"topic\":\"dbintel.raw\",\"partition\":3,\"offset\":42,"
                + "\"reason\":\"poison\"}");
    assertThat(
            Ctl.run(admin, "skip", "--partition", "-1", "--offset", "2", "--reason", "x")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  void topSortsAsAskedAndEndsWithTheRemainder() {
    admin.on(
        "GET /instances/acme/orders/statements?order=calls&limit=2",
        200,
        """
        {"instance":"acme/orders",
         "window":{"from":"2026-11-27T14:00:00.5Z","to":"2026-11-27T14:00:10.5Z"},
         "statements":[
          {"query_id":"-12","query_text":"SELECT *\\n  FROM orders WHERE id = ?","db_namespace":"shop",
           "user_name":"app","calls":12345,"rows":12345,"time_ms":4212.5,"mean_ms":0.341,
           "share_of_time":0.8125,"weight":1},
          {"query_id":"77","query_text":null,"db_namespace":null,"user_name":null,"calls":1,
           "rows":0,"time_ms":75000,"mean_ms":75000,"share_of_time":0.1,"weight":2.5}],
         "remainder":{"statements":31,"calls":900,"rows":10,"time_ms":3}}\
        """);
    Run run = Ctl.run(admin, "top", "acme/orders", "--order", "calls", "--limit", "2");
    assertThat(run.out())
        .isEqualTo(
            """
            statements of acme/orders from 2026-11-27T14:00:00Z to 2026-11-27T14:00:10Z
                time    share   calls      mean    rows  weight  database  user  statement
              4.21 s  81.25 %  12,345  0.341 ms  12,345       1  shop      app   SELECT * FROM orders WHERE id = ?
              1m 15s     10 %       1    1m 15s       0    2.50  -         -     query_id 77
            3.000 ms              900                10                          (31 others)
            """);
  }

  @Test
  void topBeforeTheFirstPollSaysSo() {
    admin.on(
        "GET /instances/acme/orders/statements?order=time&limit=20",
        200,
        "{\"instance\":\"acme/orders\",\"window\":null,\"statements\":[],\"remainder\":{}}");
    assertThat(Ctl.run(admin, "top", "acme/orders").out())
        .contains("none ran between two polls yet");
    assertThat(Ctl.run(admin, "top", "acme/orders", "--limit", "51").exitCode()).isEqualTo(2);
    assertThat(Ctl.run(admin, "top", "acme/orders", "--order", "size").err())
        .contains("TIME, CALLS, ROWS, MEAN");
  }

  @Test
  void watchedTopGoesOnUntilItIsInterruptedOrRefused() throws Exception {
    String request = "GET /instances/acme/orders/statements?order=time&limit=20";
    String nothing = "{\"instance\":\"acme/orders\",\"window\":null,\"statements\":[]}";
    admin.on(request, 200, nothing);
    String[] watch = {"top", "acme/orders", "--watch", "--every", "5ms"};
    CompletableFuture<Run> ended = new CompletableFuture<>();
    Thread watcher = new Thread(() -> ended.complete(Ctl.run(admin, watch)), "watcher");
    watcher.start();
    await().until(() -> admin.requests().size() > 3);
    admin.onError(request, 503, "unavailable", "partition 7 moves");
    int asked = admin.requests().size();
    await().until(() -> admin.requests().size() > asked + 3);
    watcher.interrupt();
    Run run = ended.get(30, TimeUnit.SECONDS);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().count()).isGreaterThan(1);
    assertThat(run.err()).contains("partition 7 moves");

    admin.on(request, 200, nothing);
    Thread refused = new Thread(() -> Ctl.run(admin, watch), "refused-watcher");
    int before = admin.requests().size();
    refused.start();
    await().until(() -> admin.requests().size() > before + 1);
    admin.onError(request, 403, "forbidden", "no longer");
    refused.join(30_000);
    assertThat(refused.isAlive()).isFalse();
  }

  @Test
  void sessionsSayWhatTheyWaitFor() {
    admin.on(
        "GET /instances/acme/orders/sessions",
        200,
        """
        {"instance":"acme/orders","time":"2026-11-27T14:00:00Z","all":300,"sessions":[
          {"pid":"41","user_name":"app","db_namespace":"shop","state":"active",
           "wait_event_type":"Lock","wait_event":"transactionid","query_id":"1",
           "query_text":"UPDATE t","duration_ms":1500,"blocked_by":["40","39"]}]}\
        """);
    assertThat(Ctl.run(admin, "sessions", "acme/orders").out())
        .contains("sessions of acme/orders at 2026-11-27T14:00:00Z, 1 of 300")
        .contains("41       app   shop      active  Lock:transactionid    1.50 s  40, 39");
  }

  @Test
  void blockingIsATree() {
    admin.on(
        "GET /instances/acme/orders/blocking",
        200,
        """
        {"instance":"acme/orders","time":"2026-11-27T14:00:00Z","trees":[
          {"pid":"40","user_name":"batch","db_namespace":"shop","state":"idle in transaction",
           "query_text":"LOCK TABLE t","duration_ms":61000,"blocks":[
             {"pid":"41","wait_event_type":"Lock","wait_event":"relation","query_text":"SELECT 1",
              "blocks":[{"pid":"43","state":"active","blocks":[]}]},
             {"pid":"42","wait_event_type":"Lock","wait_event":"relation","blocks":[]}]}],
         "cycles":[["50","51"]]}\
        """);
    assertThat(Ctl.run(admin, "blocking", "acme/orders").out())
        .isEqualTo(
            """
            who blocks whom in acme/orders at 2026-11-27T14:00:00Z
            40 batch @ shop [idle in transaction, 1m 01s] LOCK TABLE t
            ├─ 41 [Lock:relation] SELECT 1
            │  └─ 43 [active]
            └─ 42 [Lock:relation]
            deadlock: 50 waits for 51 waits for 50
            """);
  }

  @Test
  void samplingIsShownOverriddenAndLetGo() {
    admin.on(
        "GET /instances/acme/orders/sampling",
        200,
        """
        {"instance":"acme/orders","target_per_minute":2000,"shadow":true,
         "rates":[{"rule":"fast","stratum":"statements","rate":0.005,"configured":0.01}],
         "override":{"rate":0.5,"expires_at":"2026-11-27T15:00:00Z","author":"ann","reason":"load"}}\
        """);
    assertThat(Ctl.run(admin, "sampling", "acme/orders").out())
        .contains("target 2,000 records a minute, in shadow")
        .contains("override 50 % until 2026-11-27T15:00:00Z by ann: load")
        .contains("fast  statements  0.50 %         1 %");
    admin.on(
        "POST /instances/acme/orders/sampling",
        202,
        "{\"command_id\":\"c-2\",\"expires_at\":\"2026-11-27T15:00:00.1Z\"}");
    Run set =
        Ctl.run(
            admin, "sampling", "acme/orders", "--rate", "0.5", "--for", "10m", "--reason", "load");
    assertThat(set.out()).contains("until 2026-11-27T15:00:00Z, command c-2");
    admin.on("DELETE /instances/acme/orders/sampling?reason=over%20%26%20done", 202, ORDERED);
    Run end = Ctl.run(admin, "sampling", "acme/orders", "--end", "--reason", "over & done");
    assertThat(end.out()).contains("end of the sampling override");
    assertThat(admin.requests())
        .contains(
            "POST /instances/acme/orders/sampling"
                + " {\"rate\":0.5,\"expires_in\":\"600s\",\"reason\":\"load\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "--rate 1.5 --for 10m --reason x,0 to 1",
    "--rate 0.5 --reason x,--rate and --for together",
    "--end --rate 0.5 --for 1m --reason x,one or the other",
    "--rate 0.5 --for 25h --reason x,1s to 24h",
    "--rate 0.5 --for ten --reason x,is no duration",
    "--reason x,goes with"
  })
  void wrongOptionsOfSamplingAreTold(String options, String told) {
    String[] arguments = ("sampling acme/orders " + options).split(" ");
    Run run = Ctl.run(admin, arguments);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(told);
    assertThat(admin.requests()).isEmpty();
  }

  @Test
  void budgetsHaveAShare() {
    admin.on(
        "GET /budgets",
        200,
        """
        {"budgets":[
          {"tenant":"acme","month":"2026-11","spent":81.5,"forecast":1200.25,"budget":100,
           "currency":"USD","level":2,"level_name":"fast_statements"},
          {"tenant":"beta","month":"2026-11","spent":null,"forecast":null,"budget":null,
           "currency":null,"level":0,"level_name":"none"}],"partial":false,"unreachable":[]}\
        """);
    assertThat(Ctl.run(admin, "budgets").out())
        .contains(
            "acme    2026-11  81.50 USD  1,200.25 USD  100.00 USD         82 %  2 fast_statements")
        .contains("beta    2026-11          -             -           -            -  0 none");
  }

  @Test
  void theLedgerSaysWhetherItAddsUpAndWhereGapsAre() {
    admin.on(
        "GET /instances/acme/orders/ledger?hours=2",
        200,
        """
        {"instance":"acme/orders","hours":[
          {"hour":"2026-11-27T14:00:00Z","complete":false,
           "in":{"calls":1000,"rows":2000,"time_ns":3000000},
           "named":{"calls":900,"rows":1500,"time_ns":2500000},
           "remainder":{"calls":100,"rows":500,"time_ns":500000},
           "gaps":{"reset":2,"evicted":0},"rows_left":0,"evictions":5,"hidden_rows":0,"stale":1,
           "last_read":"2026-11-27T14:10:00Z","entries":{}},
          {"hour":"2026-11-27T13:00:00Z","complete":true,
           "in":{"calls":10,"rows":20,"time_ns":30},"named":{"calls":9,"rows":20,"time_ns":30},
           "remainder":{"calls":0,"rows":0,"time_ns":0},"gaps":{},"rows_left":0,"evictions":0,
           "hidden_rows":0,"stale":0,"last_read":null,"entries":{}}]}\
        """);
    List<String> lines =
        Ctl.run(admin, "ledger", "acme/orders", "--hours", "2").out().lines().toList();
    assertThat(lines.get(1)).contains("1,000").contains("yes").endsWith("reset 2, evictions 5");
    assertThat(lines.get(2)).contains("NO").endsWith("-");
  }

  @Test
  void aComparisonNeedsTheAgentsConfiguration() {
    assertThat(Ctl.run(admin, "ledger", "acme/orders", "--compare").exitCode()).isEqualTo(2);
    assertThat(Ctl.run(admin, "ledger", "acme/orders", "--hours", "25").exitCode()).isEqualTo(2);
  }

  @Test
  void aComparisonNeedsAConfigurationWithTheInstance(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("agent.yaml"),
            """
            kafka: {bootstrapServers: 'localhost:1'}
            instances:
              - {id: acme/billing, system: postgresql, host: localhost, port: 1, tls: {mode: disable}}
            """);
    String[] compare = {"--compare", "--agent-config", file.toString()};
    Run other = Ctl.run(admin, arguments("ledger acme/orders", compare));
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("no instance acme/orders, it has acme/billing");
    Run away = Ctl.run(admin, arguments("ledger acme/billing", compare));
    assertThat(away.exitCode()).isEqualTo(1);
    assertThat(away.err()).contains("localhost:1");
    assertThat(Ctl.run(admin, arguments("ledger acme/billing --for 2h", compare)).err())
        .contains("1h at most");
    Files.writeString(file, "kafka: 5");
    Run invalid = Ctl.run(admin, arguments("ledger acme/billing", compare));
    assertThat(invalid.exitCode()).isEqualTo(2);
    assertThat(invalid.err()).contains("in the configuration");
  }

  private static String[] arguments(String first, String... more) {
    return Stream.concat(Stream.of(first.split(" ")), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void withoutASubcommandOrWithAMalformedInstanceUsageIsTold() {
    assertThat(Ctl.run(admin).exitCode()).isEqualTo(2);
    assertThat(Ctl.run(admin, "circuit").err()).contains("show, open, close or reset");
    Run malformed = Ctl.run(admin, "top", "orders");
    assertThat(malformed.exitCode()).isEqualTo(2);
    assertThat(malformed.err()).contains("expected tenant/name");
    assertThat(Ctl.run(admin, "--help").out()).contains("ledger", "--token-file");
  }
}
