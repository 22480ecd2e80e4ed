/// The layer types that every description may name.
enum StandardLayers {
    static let types: [any Layer.Type] = [
        Activation.self, Add.self, Average.self, AveragePooling2D.self, BatchNormalization.self, Concatenate.self,
        Conv2D.self, Dense.self, Dropout.self, Embedding.self, Flatten.self, GlobalAveragePooling2D.self, Lambda.self,
        MaxPooling2D.self, Maximum.self, Minimum.self, Model.self, Multiply.self, ReLU.self, Reshape.self,
        Sigmoid.self, Softmax.self, Subtract.self, Tanh.self,
    ]
}
