package dev.logcast.container;

import dev.logcast.line.Attributes;
import dev.logcast.source.find.ContainerLogs;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The containers of a Kubernetes node, by the names of the kubelet's directories:
 * {@code <namespace>_<pod>_<uid>/<container>/<restart>.log}. A container's name is {@code <namespace>-<workload>-<container>}, where the workload is
 * the pod's name without what its controller appended: all pods of a Deployment are one source, before and after a rollout. Attributes
 * are OpenTelemetry's {@code k8s.*}. Thread-safe.
 */
public final class KubernetesPods implements ContainerLogs {
    private static final Pattern POD = Pattern.compile("([^_]+)_([^_]+)_([^_]+)");
    private static final Pattern LOG = Pattern.compile("([0-9]+)\\.log.*");

    /** What generated names are made of: no vowels, no digits that look like letters (k8s.io/apimachinery/pkg/util/rand). */
    private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";

    /** Deployment, CronJob (its job is numbered by minutes); DaemonSet, ReplicaSet or Job; StatefulSet. */
    private static final Pattern APPENDED = Pattern.compile("-" + RANDOM + "{6,10}-" + RANDOM + "{5}$|-[0-9]{8,10}-"
            + RANDOM + "{5}$|-" + RANDOM + "{5}$|-[0-9]{1,4}$");

    @Override
    public Container of(Path log) throws NoSuchFileException {
        Path container = log.toAbsolutePath().getParent();
        Path pod = container == null ? null : container.getParent();
        Matcher names = POD.matcher(
                pod == null || pod.getFileName() == null
                        ? ""
                        : pod.getFileName().toString());
        Matcher restart = LOG.matcher(log.getFileName().toString());
        if (container == null || !names.matches() || !restart.matches()) {
            throw new NoSuchFileException(log + ": not <namespace>_<pod>_<uid>/<container>/<restart>.log");
        }
        String namespace = names.group(1);
        String name = names.group(2);
        String workload = workload(name);
        String own = container.getFileName().toString();
        return new Container(
                namespace + '-' + workload + '-' + own,
                new Attributes.Builder()
                        .put("k8s.namespace.name", namespace)
                        .put("k8s.pod.name", name)
                        .put("k8s.pod.uid", names.group(3))
                        .put("k8s.container.name", own)
                        .put("k8s.container.restart_count", Long.parseLong(restart.group(1)))
                        .build());
    }

    static String workload(String pod) {
        Matcher appended = APPENDED.matcher(pod);
        return appended.find() && appended.start() > 0 ? pod.substring(0, appended.start()) : pod;
    }
}
