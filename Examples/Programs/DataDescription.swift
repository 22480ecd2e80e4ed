import Foundation
import Verbatim

/// The data of a configuration: a data set by its name, or tensors of a file.
struct DataDescription: Codable, Sendable {
    /// `digits`, `cifar10`, or `keras-12724` for its constant images.
    var dataset: String?
    /// A `.npz` or `.safetensors` file.
    var file: String?
    /// The names of its inputs.
    var inputs: [String]?
    /// The names of its targets.
    var targets: [String]?
    /// The part of the samples, at their end, that is kept for validation.
    var validationSplit: Double?

    static let members = ["dataset", "file", "inputs", "targets", "validationSplit"]

    /// The samples to train and to validate on.
    ///
    /// - Parameter folder: Where the data set's files are, and files that are named without a path.
    func load(folder: String?) throws -> (training: any Dataset, validation: (any Dataset)?) {
        let whole: any Dataset
        switch (dataset, file) {
        case ("digits"?, nil):
            guard validationSplit == nil else {
                let (x, y) = Digits.load()
                whole = try ArrayDataset(x, y)
                break
            }
            let parts = [true, false].map { isTraining in Digits.load { ($0 % 10 != 9) == isTraining } }
            return (
                try ArrayDataset(parts[0].images, parts[0].labels), try ArrayDataset(parts[1].images, parts[1].labels)
            )
        case ("cifar10"?, nil):
            var settings = ProgramSettings(executor: ReferenceExecutor())
            settings.dataFolder = folder
            let (training, test) = try CIFAR10Program.data(settings, for: "the configuration")
            guard validationSplit == nil else {
                whole = try ArrayDataset(training.images, training.labels)
                break
            }
            return (
                try ArrayDataset(training.images, training.labels), try ArrayDataset(test.images, test.labels)
            )
        case ("keras-12724"?, nil):
            let (x, y) = Keras12724Program.data()
            whole = try ArrayDataset(x, y)
        case (let name?, nil):
            throw VerbatimError(
                .configuration, "the configuration names an unknown data set", received: name,
                expected: "digits, cifar10, keras-12724, or a file")
        case (nil, let file?):
            let path = folder.map { file.contains("/") ? file : "\($0)/\(file)" } ?? file
            whole = try ArrayDataset(contentsOf: path, inputs: inputs ?? ["x"], targets: targets ?? ["y"])
        case (nil, nil), (_?, _?):
            throw VerbatimError(
                .configuration, "the configuration's data is one thing",
                received: dataset == nil ? "neither a data set nor a file" : "a data set and a file",
                expected: "dataset, or file with inputs and targets")
        }
        guard let validationSplit else { return (whole, nil) }
        let parts = try whole.split(validation: validationSplit)
        return (parts.training, parts.validation)
    }
}
