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
 * @param validation how well the model does on the validation data after the epoch, if there is any
 * @param test how well it does on the test data, if there is any: nothing is chosen by it
 * @param learningRate of the epoch's last step
 * @param imagesPerSecond training images a second, what is measured after them left out
 * @param seconds how long the epoch took, with all of it
 */
public record EpochResult(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    Optional<Evaluation> validation,
    Optional<Evaluation> test,
    double learningRate,
    double imagesPerSecond,
    double seconds) {}
