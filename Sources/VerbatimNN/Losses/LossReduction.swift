/// How the values of a loss become the number that training makes small, under Keras' names.
public enum LossReduction: String, Sendable, Hashable, Codable {
    /// The sum of the weighted values, divided by their number: the default.
    case sumOverBatchSize
    /// The sum of the weighted values.
    case sum
    /// The same as `sumOverBatchSize`.
    case mean
    /// The sum of the weighted values, divided by the sum of the weights.
    case meanWithSampleWeight
    /// The weighted values as they are.
    case none
    /// Keras 2's rule: the mean of the weighted values, divided by the part of the weights that are not 0.
    case keras2
}
