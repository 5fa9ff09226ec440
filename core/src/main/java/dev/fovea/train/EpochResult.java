package dev.fovea.train;

import dev.fovea.model.Evaluation;
import java.util.Optional;

/**
 * One epoch.
 *
 * @param epoch its number, from 1
 * @param trainLoss mean loss of its training images, each before its own step; with class weights
 *     weighted by them
 * @param trainAccuracy part of them that was predicted right then, from 0 to 1
 * @param test how well the model does on the test data after the epoch, if there is any
 * @param imagesPerSecond training images a second, the test left out
 * @param seconds how long the epoch took, the test included
 */
public record EpochResult(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    Optional<Evaluation> test,
    double imagesPerSecond,
    double seconds) {}
