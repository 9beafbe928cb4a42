package dev.logcast.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesPodsTest {
    private final KubernetesPods pods = new KubernetesPods();

    @ParameterizedTest
    @CsvSource({
        "orders-7d9c6b5f4d-x2k8p,   orders",
        "web-front-6f5b88cd9-4zlqt, web-front",
        "node-agent-gk2wz,          node-agent",
        "postgres-0,                postgres",
        "kafka-12,                  kafka",
        "backup-29403120-8xkcd,     backup",
        "nginx,                     nginx",
        "my-nginx,                  my-nginx",
        "my-redis,                  my-redis",
        "kube-apiserver-node1,      kube-apiserver-node1",
        "0,                         0"
    })
    void workloadIsThePodWithoutWhatItsControllerAppended(String pod, String workload) {
        assertThat(KubernetesPods.workload(pod)).isEqualTo(workload);
    }

    @Test
    void directoriesSayWhoseLogItIs() throws Exception {
        var container = pods.of(Path.of("/var/log/pods/shop_orders-7d9c6b5f4d-x2k8p_8a1f-77/app/3.log"));

        assertThat(container.name()).isEqualTo("shop-orders-app");
        assertThat(container.attributes())
                .hasToString("{k8s.namespace.name=shop, k8s.pod.name=orders-7d9c6b5f4d-x2k8p, k8s.pod.uid=8a1f-77,"
                        + " k8s.container.name=app, k8s.container.restart_count=3}");
        assertThat(pods.of(Path.of("/p/shop_orders-7d9c6b5f4d-zzzzz_9b/app/0.log.20261129-120000"))
                        .name())
                .isEqualTo("shop-orders-app");
    }

    @Test
    void whatIsNoLogOfAPodIsNotFollowed() {
        for (String path : new String[] {"/var/log/pods/x/app/0.log", "/0.log", "/var/log/pods/a_b_c/app/app.log"}) {
            assertThatExceptionOfType(NoSuchFileException.class).as(path).isThrownBy(() -> pods.of(Path.of(path)));
        }
    }
}
