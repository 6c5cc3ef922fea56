package org.lianzhen.dicom.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSets;

/** An archive of a few instances that can be found and retrieved. */
record TestArchive(List<Instance> instances) implements FindHandler, RetrieveHandler {

    /** The archive with every service, sending C-MOVE to the nodes of the directory. */
    ApplicationEntity.Builder serve(ApplicationEntity.Builder builder, NodeDirectory nodes, ServiceClassUser user) {
        return builder.find(this).move(this, nodes, user).get(this);
    }

    /** Knows one node. */
    static NodeDirectory only(String title, RemoteNode node) {
        return wanted -> CompletableFuture
                .completedStage(wanted.equals(title) ? Optional.of(node) : Optional.empty());
    }

    @Override
    public CompletionStage<Matches> find(FindRequest request) {
        QueryLevel level = request.level();
        Set<String> seen = new HashSet<>();
        List<DataSet> found = instances.stream().map(TestArchive::dataSet).filter(matching(request.identifier()))
                .filter(dataSet -> level == null || seen.add(dataSet.string(level.uniqueKey())))
                .map(dataSet -> answer(request.identifier(), dataSet)).toList();
        return CompletableFuture.completedStage(Matches.of(found));
    }

    @Override
    public CompletionStage<List<Instance>> resolve(RetrieveRequest request) {
        Predicate<DataSet> wanted = matching(request.identifier());
        return CompletableFuture
                .completedStage(instances.stream().filter(instance -> wanted.test(dataSet(instance))).toList());
    }

    static DataSet dataSet(Instance instance) {
        return DataSets.parse(TestInstances.bytes(instance), instance.transferSyntax());
    }

    private static Predicate<DataSet> matching(DataSet keys) {
        return dataSet -> {
            for (QueryLevel level : QueryLevel.values()) {
                List<String> wanted = keys.strings(level.uniqueKey());
                if (!wanted.isEmpty() && !wanted.contains(dataSet.string(level.uniqueKey()))) {
                    return false;
                }
            }
            return true;
        };
    }

    private static DataSet answer(DataSet keys, DataSet dataSet) {
        var builder = DataSet.builder().putFrom(dataSet, Tag.SpecificCharacterSet);
        keys.forEach(key -> builder.putEmpty(key.tag()).putFrom(dataSet, key.tag()));
        return builder.put(Tag.QueryRetrieveLevel, keys.string(Tag.QueryRetrieveLevel)).build();
    }
}
