/// `golden.json`: what the original program computed, case by case.
struct GoldenFile: Decodable {
    /// What is known of a tensor without storing it.
    struct Summary: Decodable {
        let shape: [Int]
        let sum: Double
        let l2: Double
    }

    /// One training step's printed numbers.
    struct Step: Decodable {
        let step: Int
        let rows: String?
        let values: [Double]
    }

    /// The same case with the step counter read before its increment.
    struct Textbook: Decodable {
        let steps: [Step]
        let weightsStep5: [String: Summary]?

        enum CodingKeys: String, CodingKey {
            case steps
            case weightsStep5 = "weights_step5"
        }
    }

    /// One case: a program and what it computed.
    struct Case: Decodable {
        let data: String
        let finalDropout: Bool
        let optimizer: String
        let learningRate: Double?
        let rho: Double?
        let beta1: Double?
        let beta2: Double?
        let momentum: Double?
        let nesterov: Bool?
        let epsilon: Double?
        let decay: Double?
        let metrics: [String]
        let steps: [Step]
        let hashes: [String: String]?
        let weights: [String: [String: Summary]]?
        let acc: [String: [String: Summary]]?
        let m: [String: [String: Summary]]?
        let v: [String: [String: Summary]]?
        let gradientStep1: [String: Summary]?
        let textbook: Textbook?

        enum CodingKeys: String, CodingKey {
            case data, optimizer, rho, momentum, nesterov, epsilon, decay, metrics, steps, weights, acc, m, v
            case finalDropout = "final_dropout"
            case learningRate = "lr"
            case beta1 = "beta_1"
            case beta2 = "beta_2"
            case hashes = "all_weights_sha256_by_step"
            case gradientStep1 = "gradient_step1"
            case textbook = "iterations_read_before_increment"
        }
    }

    let cases: [String: Case]
}
