package org.lianzhen.gateway.app;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceData;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Senders side by side that note what was acknowledged, and try again what was not. */
final class ArchiveLoad implements AutoCloseable {
    static final String STUDY = "1.2.840.77.";
    private static final int AT_ONCE = 20;

    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Status> refusals = new ConcurrentLinkedQueue<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile RemoteNode node;
    private volatile boolean stopped;

    /** Instances by SOP Instance UID, with the SHA-256 of their data sets. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** What was answered when it was not success. */
    ConcurrentLinkedQueue<Status> refusals() {
        return refusals;
    }

    ServiceClassUser user() {
        return user;
    }

    /** Each sender has a study of its own. */
    void start(int port, int round, int count) {
        start(port, round, count, Integer.MAX_VALUE - AT_ONCE);
    }

    /** @param most that each of them sends */
    void start(int port, int round, int count, int most) {
        sendTo(port);
        stopped = false;
        for (int i = 0; i < count; i++) {
            String study = STUDY + round + "." + i;
            senders.add(Thread.ofVirtual().start(() -> send(study, most)));
        }
    }

    /** Where everything goes from now on. */
    void sendTo(int port) {
        node = node(port);
    }

    static RemoteNode node(int port) {
        return RemoteNode.at("127.0.0.1", port, "LIANZHEN", "TS1PACS");
    }

    private void send(String study, int most) {
        List<Instance> due = new ArrayList<>();
        for (int next = 1; !stopped && (next <= most || !due.isEmpty());) {
            while (due.size() < AT_ONCE && next <= most) {
                due.add(instance(study, next++));
            }
            due.removeAll(store(due));
        }
    }

    /** Sends and waits for the end; those that were stored. */
    List<Instance> store(List<Instance> instances) {
        List<Instance> stored = new ArrayList<>();
        Await.result(user.store(node, instances, StoreOptions.STANDARD, result -> {
            if (result instanceof InstanceResult.Stored) {
                stored.add(result.instance());
                acknowledged.put(result.instance().sopInstanceUid(), ((Generated) result.instance().data()).sha256());
            } else if (result instanceof InstanceResult.Failed failed) {
                refusals.add(failed.outcome().status());
            }
        }).result());
        return stored;
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread sender : senders) {
            sender.join();
        }
        senders.clear();
    }

    static Instance instance(String study, int number) {
        String uid = study + ".1." + number;
        var random = new Random(uid.hashCode());
        byte[] pixels = new byte[2 * (1 + random.nextInt(20_000))];
        random.nextBytes(pixels);
        DataSet dataSet = DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, uid)
                .put(Tag.StudyInstanceUID, study).put(Tag.SeriesInstanceUID, study + ".1").put(Tag.PatientID, "P1")
                .put(Tag.InstanceNumber, "" + number).put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels))).build();
        byte[] bytes = DataSets.encode(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).toArray();
        return new Instance(SopClass.CTImageStorage, uid, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                new Generated(new MemoryData(Bytes.wrap(bytes)), sha256(bytes)));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private record Generated(MemoryData data, String sha256) implements InstanceData {
        @Override
        public DataSetSource open() {
            return data.open();
        }
    }

    @Override
    public void close() {
        user.close();
        loops.close();
    }
}
